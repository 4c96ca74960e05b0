using Ecommerce.Testing;
using Spiffe.Authority;

namespace Ecommerce.Development.Tests;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task This_machines_PostgreSQL_is_found()
    {
        var found = await PostgresBinaries.FindAsync(major: null);
        Assert.True(File.Exists(found.InitDb) && File.Exists(found.Server));
        Assert.True(found.Major >= 15);
    }

    [Fact]
    public async Task The_first_whole_installation_wins()
    {
        var half = Install("half", "17.1", "postgres");
        var first = Install("first", "16.2", "postgres", "initdb");
        var second = Install("second", "17.1", "postgres", "initdb");
        Assert.Equal(new PostgresBinaries(first, 16), await PostgresBinaries.FindAsync([half, first, second], major: null));
    }

    [Fact]
    public async Task The_data_folders_major_version_wins_over_the_order()
    {
        var first = Install("first", "16.2", "postgres", "initdb");
        var second = Install("second", "17.1 (Debian 17.1-1)", "postgres", "initdb");
        Assert.Equal(new PostgresBinaries(second, 17), await PostgresBinaries.FindAsync([first, second], major: 17));
    }

    [Fact]
    public async Task Links_to_an_installation_that_is_gone_are_none()
    {
        var links = Directory.CreateDirectory(_folder.At("links")).FullName;
        foreach (var program in (string[])["postgres", "initdb"])
        {
            File.CreateSymbolicLink(Path.Combine(links, program), _folder.At("gone"));
        }

        var whole = Install("whole", "17.1", "postgres", "initdb");
        Assert.Equal(new PostgresBinaries(whole, 17), await PostgresBinaries.FindAsync([links, whole], major: null));
    }

    [Fact]
    public async Task One_too_old_is_none()
    {
        var old = Install("old", "9.6.24", "postgres", "initdb");
        var refusal = await Assert.ThrowsAsync<ShopException>(() => PostgresBinaries.FindAsync([old], major: null));
        Assert.Contains("eng/bootstrap.sh", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_others_cannot_reach_is_copied_whole()
    {
        var bin = Install("private/installation/bin", "17.1", "postgres", "initdb");
        Directory.CreateDirectory(Path.Combine(bin, "../share"));
        File.WriteAllText(Path.Combine(bin, "../share/postgres.bki"), "");
        File.SetUnixFileMode(_folder.At("private"), PrivateFiles.FolderMode);
        var copy = new PostgresBinaries(bin, 17).ReachableByAll(_folder.At("copies"));
        Assert.Equal(_folder.At("copies/17/bin"), copy.Folder);
        Assert.True(File.Exists(Path.Combine(copy.Folder, "../share/postgres.bki")));
        Assert.True((File.GetUnixFileMode(copy.Server) & UnixFileMode.OtherExecute) != 0);
    }

    private string Install(string name, string version, params string[] programs)
    {
        var bin = Directory.CreateDirectory(_folder.At(name)).FullName;
        foreach (var program in programs)
        {
            var path = Path.Combine(bin, program);
            File.WriteAllText(path, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n");
            File.SetUnixFileMode(path, FilePermissions.PassThrough | UnixFileMode.OtherRead);
        }

        return bin;
    }
}
