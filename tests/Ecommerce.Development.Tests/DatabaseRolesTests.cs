using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Development.Tests;

public sealed class DatabaseRolesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await postgres.CreateDatabaseAsync("users", typeof(DatabaseRolesTests).Assembly, "Migrations");

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_app_role_reads_and_writes_what_the_owner_made()
    {
        await ExecuteAsync(
            _database.App, "INSERT INTO notes (text) VALUES ('a'); UPDATE notes SET text = 'b'; DELETE FROM notes WHERE text = 'b'");
        await using var count = _database.App.CreateCommand("SELECT count(*) FROM notes");
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("CREATE TEMPORARY TABLE mine (id int)")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("ALTER TABLE notes ADD COLUMN mine int")]
    [InlineData("DROP TABLE notes")]
    [InlineData("TRUNCATE notes")]
    [InlineData("SET ROLE users_owner")]
    public async Task The_app_role_has_no_DDL(string statement)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(_database.App, statement));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    public static TheoryData<string, string> Doors =>
        [.. from role in DatabaseNames.Roles from database in (string[])["postgres", "template1", "template0"] select (role, database)];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task No_role_reaches_the_servers_own_databases(string role, string database)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ConnectAsync(role, database));
        Assert.True(
            refusal.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectNotInPrerequisiteState,
            refusal.Message);
    }

    [Fact]
    public async Task A_server_of_a_former_version_is_closed_by_the_next_set_up()
    {
        await using var superuser = await DatabaseSetup.OpenAsync(postgres.SuperuserConnection, CancellationToken.None);
        await using (var former = new NpgsqlCommand("GRANT CONNECT, TEMPORARY ON DATABASE template1 TO PUBLIC", superuser))
        {
            await former.ExecuteNonQueryAsync();
        }

        for (var run = 0; run < 2; run++)
        {
            await DatabaseSetup.CreateRolesAsync(superuser, postgres.Passwords, CancellationToken.None);
        }

        await Assert.ThrowsAsync<PostgresException>(() => ConnectAsync("users_app", "template1"));
    }

    [Fact]
    public async Task No_role_reaches_the_database_of_another()
    {
        await using var orders = await postgres.CreateDatabaseAsync("orders", typeof(DatabaseRolesTests).Assembly, "Migrations");
        foreach (var connection in (string[])[_database.AppConnectionString, _database.OwnerConnectionString])
        {
            await using var intruder = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(connection) { Database = orders.Name, Pooling = false });
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(intruder, "SELECT 1"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task Databases_of_one_kind_have_the_same_tables_and_no_common_rows()
    {
        await using var other = await postgres.CreateDatabaseAsync("users", typeof(DatabaseRolesTests).Assembly, "Migrations");
        await ExecuteAsync(_database.App, "INSERT INTO notes (text) VALUES ('mine')");
        await using var count = other.App.CreateCommand("SELECT count(*) FROM notes");
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    private async Task ConnectAsync(string role, string database)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(postgres.ConnectionString(role, database)) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string statements)
    {
        await using var command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync();
    }
}
