using Ecommerce.Cli.Output;
using Ecommerce.Testing;
using Spiffe.Authority;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary>Data folders that cannot be used: a sentence, never a stack trace, and never "nothing is running".</summary>
public sealed class ClosedFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("up", "--port-base", "31000")]
    [InlineData("up", "--detach", "--port-base", "31000")]
    [InlineData("status")]
    [InlineData("down")]
    [InlineData("logs")]
    [InlineData("authority")]
    public async Task A_file_in_its_place_is_said(params string[] arguments)
    {
        var file = _folder.At("file");
        await File.WriteAllTextAsync(file, "");
        var (code, output) = await CommandRun.OfAsync([.. arguments, "--data-dir", file]);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith($"The data folder {file} cannot be used: ", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'));
    }

    [Theory]
    [InlineData("up", "--port-base", "31000")]
    [InlineData("status")]
    [InlineData("down")]
    [InlineData("logs")]
    [InlineData("call", "--target", "gateway", "--capability", "health")]
    public async Task A_shop_of_another_account_is_not_taken_for_none(params string[] arguments)
    {
        using var other = new OtherAccount();
        var data = Directory.CreateDirectory(_folder.At("data"), PrivateFiles.FolderMode).FullName;
        if (!Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(data, UnixFileMode.None);
        }

        var (code, output) = await other.RunAsync([.. arguments, "--data-dir", data]);
        File.SetUnixFileMode(data, PrivateFiles.FolderMode);
        Assert.Equal((ExitCodes.Failed, $"The data folder {data} cannot be read: it is closed to this account."), (code, output));
    }

    [Theory]
    [InlineData("up")]
    [InlineData("status")]
    public async Task Without_a_home_the_way_out_is_said(params string[] arguments)
    {
        using var other = new OtherAccount();
        var (code, output) = await other.RunAsync([.. arguments], home: _folder.At("none"));
        Assert.Equal(ExitCodes.Usage, code);
        Assert.StartsWith(
            "HOME does not name an existing folder. Choose a data folder with --data-dir DIR", output, StringComparison.Ordinal);
    }
}
