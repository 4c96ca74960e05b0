using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class MigratorTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await postgres.CreateDatabaseAsync("orders", typeof(MigratorTests).Assembly);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_was_run_is_not_run_again_by_however_many_at_once()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Migrator.RunAsync(_database.Owner, typeof(MigratorTests).Assembly, CancellationToken.None)));

        Assert.All(runs, Assert.Empty);
    }

    [Fact]
    public async Task A_database_of_a_former_version_is_closed_by_the_next_run()
    {
        await using (var grant = _database.Owner.CreateCommand("GRANT INSERT, UPDATE, DELETE ON schema_migrations TO orders_app"))
        {
            await grant.ExecuteNonQueryAsync();
        }

        await Migrator.RunAsync(_database.Owner, typeof(MigratorTests).Assembly, CancellationToken.None);

        await The_serving_role_can_neither_change_the_schema_nor_its_history_nor_the_audit("DELETE FROM schema_migrations");
    }

    [Theory]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("DROP TABLE audit")]
    [InlineData("UPDATE audit SET reason = 'nothing happened'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("TRUNCATE audit")]
    [InlineData("INSERT INTO schema_migrations (name) VALUES ('9999_later')")]
    [InlineData("UPDATE schema_migrations SET name = 'x'")]
    [InlineData("DELETE FROM schema_migrations")]
    [InlineData("TRUNCATE schema_migrations")]
    public async Task The_serving_role_can_neither_change_the_schema_nor_its_history_nor_the_audit(string sql)
    {
        await using var command = _database.App.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
