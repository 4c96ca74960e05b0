using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Errors;

public sealed class DatabaseProblemsTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("08006", true)]
    [InlineData("53300", true)]
    [InlineData("57014", true)]
    [InlineData("57P01", true)]
    [InlineData("58030", true)]
    [InlineData("22012", false)]
    [InlineData("23514", false)]
    [InlineData("40001", false)]
    [InlineData("40P01", false)]
    [InlineData("42601", false)]
    [InlineData("XX000", false)]
    public async Task An_error_of_the_server_is_an_outage_by_its_class(string state, bool outage)
    {
        await using var database = NpgsqlDataSource.Create(postgres.SuperuserConnection);
        var exception = await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync(database, $"DO $$ BEGIN RAISE EXCEPTION 'as a test' USING ERRCODE = '{state}'; END $$"));
        Assert.Equal((state, outage), (exception.SqlState, DatabaseProblems.IsOutage(exception)));
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_an_outage()
    {
        await using var database = NpgsqlDataSource.Create(postgres.SuperuserConnection);
        var exception = await Assert.ThrowsAnyAsync<NpgsqlException>(
            () => ExecuteAsync(database, "SELECT pg_terminate_backend(pg_backend_pid())"));
        Assert.True(DatabaseProblems.IsOutage(exception));
    }

    [Fact]
    public async Task A_pool_without_a_free_connection_is_an_outage()
    {
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres.SuperuserConnection) { MaxPoolSize = 1, Timeout = 1 });
        await using var held = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(database, "SELECT 1"));
        Assert.True(DatabaseProblems.IsOutage(exception));
    }

    [Theory]
    [InlineData(Breakage.Refuses, true)]
    [InlineData(Breakage.NeverAnswers, true)]
    [InlineData(Breakage.IsDisposed, false)]
    public async Task A_database_that_cannot_be_reached_is_an_outage_and_one_that_is_disposed_a_fault(Breakage breakage, bool outage)
    {
        await using var database = new BrokenDatabase(breakage);
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(database.Source, "SELECT 1"));
        Assert.Equal(outage, DatabaseProblems.IsOutage(exception));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
