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
        Inbox inbox = new(database.Owner);
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
}
