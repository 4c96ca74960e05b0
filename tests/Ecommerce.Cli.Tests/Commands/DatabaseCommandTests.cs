using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary><c>database</c> on a server that others run.</summary>
public sealed class DatabaseCommandTests(PostgresFixture server) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Development = "AGENTWEAVE_AGENT_ENVIRONMENT=development";
    private static readonly string Databases = $"Databases {string.Join(", ", DatabaseNames.All)} and their roles";

    public async ValueTask InitializeAsync()
    {
        Assert.Equal((ExitCodes.Done, $"{Databases} are set up."), await RunAsync("", "setup"));
        await ExecuteAsync(server.ConnectionString("orders_owner", "orders"), "CREATE TABLE IF NOT EXISTS kept (id int)");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Reset_deletes_what_is_there_also_while_somebody_is_connected_and_migrates_every_database()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        await using var connected = new NpgsqlConnection(server.ConnectionString("orders_app", "orders"));
        await connected.OpenAsync();

        Assert.Equal((ExitCodes.Done, $"{Databases} are reset."), await RunAsync(Development, "reset"));

        Assert.False(await HasTableAsync("orders", "kept"));
        foreach (var database in DatabaseNames.All)
        {
            Assert.True(await HasTableAsync(database, "schema_migrations"), database);
        }

        // The role that serves may do what it could.
        await ExecuteAsync(server.ConnectionString("inventory_app", "inventory"), "UPDATE products SET name = name");
    }

    [Theory]
    [InlineData("AGENTWEAVE_AGENT_ENVIRONMENT=", "is for development alone: set AGENTWEAVE_AGENT_ENVIRONMENT=development.")]
    [InlineData("AGENTWEAVE_AGENT_ENVIRONMENT=production", "is for development alone: set AGENTWEAVE_AGENT_ENVIRONMENT=development.")]
    [InlineData($"{Development} Database__Passwords__inventory_app=", "There is no password for the role inventory_app.")]
    public async Task Reset_refuses_before_anything_is_deleted(string variables, string sentence)
    {
        var (code, output) = await RunAsync(variables, "reset");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.EndsWith(sentence, output, StringComparison.Ordinal);
        Assert.True(await HasTableAsync("orders", "kept"));
    }

    private Task<(int ExitCode, string Output)> RunAsync(string variables, string verb)
    {
        var passwords = server.Passwords.Select(role => $"Database__Passwords__{role.Key}={role.Value}");
        return CommandRun.InShellAsync(
            $"{string.Join(' ', passwords)} {variables} exec \"$@\"", "database", verb, "--connection", server.SuperuserConnection);
    }

    private async Task<bool> HasTableAsync(string database, string table)
    {
        await using var source = Source(server.ConnectionString(DatabaseNames.Owner(database), database));
        await using var command = source.CreateCommand($"SELECT to_regclass('{table}') IS NOT NULL");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string connection, string statements)
    {
        await using var source = Source(connection);
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlDataSource Source(string connection) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
}
