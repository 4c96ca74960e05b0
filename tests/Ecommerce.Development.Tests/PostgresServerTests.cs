using Ecommerce.Testing;
using Npgsql;
using Spiffe.Authority;

namespace Ecommerce.Development.Tests;

public sealed class PostgresServerTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Data_setup_and_passwords_outlive_the_server()
    {
        await using (var first = await StartAsync())
        {
            await DatabaseSetup.RunAsync(first.SuperuserConnection, first.Credentials.Roles, CancellationToken.None);
            await ExecuteAsync(first.Credentials.OwnerConnection(first.Port, "users"), "CREATE TABLE kept (id int)");
        }

        await using var second = await StartAsync();
        await DatabaseSetup.RunAsync(second.SuperuserConnection, second.Credentials.Roles, CancellationToken.None);
        await ExecuteAsync(second.Credentials.AppConnection(second.Port, "users"), "INSERT INTO kept VALUES (1)");
    }

    [Fact]
    public async Task The_server_does_not_run_as_root_and_its_files_are_its_own()
    {
        await using var server = await StartAsync();
        var uid =
            File.ReadLines($"/proc/{server.Identity.Pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal))
                .Split('\t')[1];
        Assert.NotEqual("0", uid);
        Assert.Equal(PrivateFiles.FileMode, File.GetUnixFileMode(_folder.At("credentials.json")));
        Assert.Equal(PrivateFiles.FolderMode, File.GetUnixFileMode(_folder.At("postgres")));
        Assert.False(File.Exists(_folder.At("postgres.pw")));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_on_loopback_too()
    {
        await using var server = await StartAsync();
        var wrong = new NpgsqlConnectionStringBuilder(server.SuperuserConnection) { Password = "wrong" }.ConnectionString;
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(wrong, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task A_data_folder_of_another_major_version_is_refused_by_name()
    {
        Directory.CreateDirectory(_folder.At("postgres"));
        await File.WriteAllTextAsync(_folder.At("postgres/PG_VERSION"), "12\n");
        var refusal = await Assert.ThrowsAsync<ShopException>(StartAsync);
        Assert.Contains("PostgreSQL 12", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--fresh", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told_with_the_servers_own_words()
    {
        await using var first = await StartAsync();
        using var folder = new TestFolder();
        var refusal = await Assert.ThrowsAsync<ShopException>(() => PostgresServer.StartAsync(
            new(folder.Path, folder.At("log"), first.Port, Durable: false), TimeProvider.System, CancellationToken.None));
        Assert.Contains("Address already in use", refusal.Message, StringComparison.Ordinal);
    }

    private Task<PostgresServer> StartAsync() => PostgresServer.StartAsync(
        new(_folder.Path, _folder.At("postgres.log"), Port: 0, Durable: false), TimeProvider.System, CancellationToken.None);

    private static async Task ExecuteAsync(string connection, string statements)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }
}
