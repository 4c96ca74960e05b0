using Ecommerce.Testing;

namespace Ecommerce.Development.Tests;

public sealed class DataFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/given", "ECOMMERCE_DATA=/given", "XDG_DATA_HOME=/xdg", "HOME=/")]
    [InlineData("/xdg/ecommerce", "ECOMMERCE_DATA=", "XDG_DATA_HOME=/xdg", "HOME=/")]
    [InlineData("/tmp/.local/share/ecommerce", "XDG_DATA_HOME=relative", "HOME=/tmp")]
    [InlineData(null, "HOME=/nowhere/at/all")]
    [InlineData(null, "HOME=")]
    [InlineData(null, "HOME=.")]
    public void Where_none_is_given_it_lies_in_a_home_that_exists_or_nowhere(string? expected, params string[] environment)
    {
        var variables = environment.Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(expected, DataFolder.Default(variables.GetValueOrDefault, privileged: false));
    }

    [Fact]
    public void Roots_lies_where_the_servers_account_can_enter() =>
        Assert.Equal("/var/lib/ecommerce", DataFolder.Default(name => name == "HOME" ? "/nowhere" : null, privileged: true));

    [Theory]
    [InlineData("/tmp/shop-1", " --data-dir /tmp/shop-1")]
    [InlineData("/tmp/my shop", " --data-dir '/tmp/my shop'")]
    [InlineData("/tmp/it's", @" --data-dir '/tmp/it'\''s'")]
    public void A_hint_names_it_as_a_shell_reads_it(string path, string expected) => Assert.Equal(expected, DataFolder.Of(path).Option);

    [Fact]
    public void A_hint_needs_no_option_for_the_one_that_is_meant_anyway() =>
        Assert.Equal("", DataFolder.Of(DataFolder.Default(Environment.GetEnvironmentVariable, Environment.IsPrivilegedProcess)).Option);

    [Fact]
    public void A_folder_with_other_things_in_it_is_left_as_it_is()
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        var path = Directory.CreateDirectory(_folder.At("photographs"), mode).FullName;
        File.WriteAllText(Path.Combine(path, "one.jpeg"), "");
        Assert.Contains("--data-dir", Assert.Throws<ShopException>(DataFolder.Of(path).Create).Message, StringComparison.Ordinal);
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Equal(["one.jpeg"], Directory.GetFileSystemEntries(path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_shops_folder_is_taken_again()
    {
        var folder = DataFolder.Of(_folder.At("data"));
        folder.Create();
        folder.Create();
        DatabaseCredentials.LoadOrCreate(folder.Root);
        File.WriteAllText(folder.At("note"), "");
        folder.Create();
    }
}
