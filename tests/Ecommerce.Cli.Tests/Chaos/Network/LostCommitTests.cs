using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.Cli.Tests.Chaos.Network;

/// <summary>A link to PostgreSQL that loses acknowledgements.</summary>
public sealed class LostCommitTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private NpgsqlDataSource _direct = null!;
    private NpgsqlDataSource _linked = null!;
    private Link _link = null!;

    public async ValueTask InitializeAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder(postgres.SuperuserConnection) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 };
        _direct = NpgsqlDataSource.Create(connection);
        _link = new Link(connection.Port, isPostgres: true, _time);
        (connection.Host, connection.Port) = ("127.0.0.1", _link.Port);
        _linked = NpgsqlDataSource.Create(connection);
        await ExecuteAsync(_direct, "DROP TABLE IF EXISTS numbers; CREATE TABLE numbers (number int)");
    }

    [Fact]
    public async Task A_transaction_is_committed_and_nobody_hears_of_it()
    {
        await using var connection = await _linked.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO numbers VALUES (1)", connection, transaction);
        await insert.ExecuteNonQueryAsync();
        await LosingAsync(async () => await Assert.ThrowsAsync<NpgsqlException>(() => transaction.CommitAsync()));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task A_batch_that_is_a_transaction_by_itself_is_committed_and_nobody_hears_of_it()
    {
        // Prepared, as the agents' statements are: its text is sent once.
        for (var time = 0; time < 3; time++)
        {
            await SaveAsync();
        }

        await LosingAsync(async () => await Assert.ThrowsAsync<NpgsqlException>(SaveAsync));
        Assert.Equal(4, await CountAsync());

        async Task SaveAsync()
        {
            await using var command = _linked.CreateCommand(
                "WITH saved AS (INSERT INTO numbers VALUES (1) RETURNING number) SELECT number FROM saved");
            await command.ExecuteScalarAsync();
        }
    }

    [Theory]
    [InlineData("SELECT * FROM numbers FOR UPDATE")]
    [InlineData("SELECT 1")]
    [InlineData("UPDATE numbers SET number = 2 WHERE number = 0")]
    public async Task What_changes_nothing_is_acknowledged(string statement)
    {
        await ExecuteAsync(_direct, "INSERT INTO numbers VALUES (1)");
        var met = await LosingAsync(() => ExecuteAsync(_linked, statement));
        Assert.False(met);
    }

    [Fact]
    public async Task What_is_rolled_back_is_acknowledged()
    {
        await using var connection = await _linked.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO numbers VALUES (1)", connection, transaction);
        await insert.ExecuteNonQueryAsync();
        Assert.False(await LosingAsync(() => transaction.RollbackAsync()));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task One_of_three_is_lost_and_errors_are_counted_by_their_state()
    {
        var lost = 0;
        await LosingAsync(async () =>
        {
            for (var time = 0; time < 6; time++)
            {
                try
                {
                    await ExecuteAsync(_linked, "INSERT INTO numbers VALUES (1)");
                }
                catch (NpgsqlException)
                {
                    lost++;
                }
            }
        });
        Assert.Equal(2, lost);
        Assert.Equal(6, await CountAsync());
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(_linked, "SELECT 1/0"));
        Assert.Equal(1, _link.SqlStates[PostgresErrorCodes.DivisionByZero]);
    }

    public async ValueTask DisposeAsync()
    {
        await _linked.DisposeAsync();
        await _link.DisposeAsync();
        await _direct.DisposeAsync();
    }

    private async Task<bool> LosingAsync(Func<Task> work)
    {
        var length = TimeSpan.FromSeconds(1);
        var over = _link.DisturbAsync(Disturbance.LosesCommits, length, CancellationToken.None);
        await work();
        _time.Advance(length);
        return await over;
    }

    private async Task<long> CountAsync()
    {
        await using var command = _direct.CreateCommand("SELECT count(*) FROM numbers");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
