using Ecommerce.Testing;
using EventConsumer;

namespace Ecommerce.ServiceDefaults.Tests.Events;

/// <summary>The inbox of the sample consumer.</summary>
public sealed class InboxTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_event_is_handled_once_and_again_if_that_failed()
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(InboxTests).Assembly);
        Inbox inbox = new(database.Owner, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        await inbox.CreateAsync(CancellationToken.None);
        var handled = 0;
        Task<bool> HandleAsync(string id, bool fails = false) => inbox.HandleAsync(
            "/agents/order", id,
            (_, _) => fails ? throw new InvalidOperationException() : Task.FromResult(handled++), CancellationToken.None);

        await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync("1", fails: true));
        Assert.True(await HandleAsync("1"));
        Assert.False(await HandleAsync("1"));
        Assert.True(await HandleAsync("2"));
        Assert.Equal(2, handled);
    }

    [Fact]
    public async Task An_event_waits_while_its_database_fails_and_is_handled_once()
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(InboxTests).Assembly);
        Inbox inbox = new(database.Owner, TimeSpan.FromMilliseconds(20), TimeProvider.System);
        await inbox.CreateAsync(CancellationToken.None);
        await ExecuteAsync("ALTER TABLE inbox RENAME TO away");
        var handled = 0;
        var handling = inbox.HandleAsync(
            "/agents/order", "1",
            async (_, _) =>
            {
                if (++handled < 3)
                {
                    await ExecuteAsync("SELECT 1 / 0");
                }
            },
            CancellationToken.None);
        Assert.False(handling.IsCompleted);

        await ExecuteAsync("ALTER TABLE away RENAME TO inbox");
        Assert.True(await handling.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System));
        Assert.Equal(3, handled);

        async Task ExecuteAsync(string sql)
        {
            await using var command = database.Owner.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
