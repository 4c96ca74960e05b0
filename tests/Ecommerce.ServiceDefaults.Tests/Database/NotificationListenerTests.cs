using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Tests.Database;

public sealed class NotificationListenerTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_session_that_has_listened_goes_back_to_the_pool_without_its_channel()
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(NotificationListenerTests).Assembly);
        var one = new NpgsqlConnectionStringBuilder(database.AppConnectionString) { MaxPoolSize = 1, NoResetOnClose = true };
        await using var source = NpgsqlDataSource.Create(one);
        using var listener = new Listener(source);
        await listener.StartAsync(CancellationToken.None);
        while (!listener.IsNotified)
        {
            await using var notify = database.App.CreateCommand("NOTIFY news");
            await notify.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await listener.StopAsync(CancellationToken.None);

        await using var command = source.CreateCommand("SELECT count(*) FROM pg_listening_channels()");
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private sealed class Listener(NpgsqlDataSource database)
        : NotificationListener(database, "news", TimeProvider.System, NullLogger.Instance)
    {
        private volatile bool _isNotified;

        public bool IsNotified => _isNotified;

        protected override void OnNotified(string payload) => _isNotified = true;
    }
}
