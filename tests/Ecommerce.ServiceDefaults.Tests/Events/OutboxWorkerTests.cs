using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Events;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Events;

public sealed class OutboxWorkerTests(PostgresFixture postgres, Broker broker) : IClassFixture<Broker>, IAsyncLifetime
{
    private readonly RecordedLog _log = new();
    private readonly TestFolder _folder = new();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() =>
        _database = await postgres.CreateDatabaseAsync("orders", typeof(OutboxWorkerTests).Assembly);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task A_broker_that_is_killed_under_load_gets_every_event_and_each_orders_in_order()
    {
        Assert.SkipUnless(RabbitServer.IsInstalled, RabbitServer.Missing);
        const string Exchange = "killed";
        const int Orders = 60;
        const int Steps = 12;
        await broker.BindAsync(Exchange, Exchange);
        using var worker = Worker(broker.Address, Exchange);
        await worker.StartAsync(CancellationToken.None);

        // Orders go on while the broker is away: they write to the table, and wait for nobody.
        ParallelOptions callers = new() { MaxDegreeOfParallelism = 6 };
        await Parallel.ForEachAsync(Enumerable.Range(1, Orders), callers, async (order, _) =>
        {
            for (var step = 1; step <= Steps; step++)
            {
                await _database.FillOutboxAsync($"order/{order}", step, step);
                if (order == Orders / 3 && step == Steps / 2)
                {
                    await broker.Server.KillAsync();
                }
            }
        });
        await UntilLoggedAsync("The broker");
        Assert.NotEqual(0, await _database.CountOutboxAsync());

        await broker.Server.StartAsync();
        await UntilEmptyAsync();
        await worker.StopAsync(CancellationToken.None);

        var handled = (await broker.TakeAsync(Exchange)).DistinctBy(item => item.GetProperty("id").GetString())
            .ToLookup(item => item.GetProperty("subject").GetString(), item => item.GetProperty("number").GetInt32());
        Assert.Equal(Orders, handled.Count);
        Assert.All(handled, order => Assert.Equal(Enumerable.Range(1, Steps), order));
    }

    [Fact]
    public async Task An_event_that_the_broker_refuses_keeps_back_those_of_its_order_and_no_other()
    {
        Assert.SkipUnless(RabbitServer.IsInstalled, RabbitServer.Missing);
        const string Exchange = "refused", Full = "refused.full", Free = "refused.free";
        await broker.BindAsync(Exchange, Full, "test.first", limit: 1);
        await broker.BindAsync(Exchange, Free, "test.second");
        await broker.FillAsync(Full);
        await _database.FillOutboxAsync("order/1", 1, 1, "test.first");
        await _database.FillOutboxAsync("order/1", 2, 2, "test.second");
        await _database.FillOutboxAsync("order/2", 1, 1, "test.second");

        using var worker = Worker(broker.Address, Exchange);
        await worker.StartAsync(CancellationToken.None);
        await UntilLoggedAsync("does not take");
        Assert.Equal(["order/2#1"], (await broker.TakeAsync(Free)).Select(item => item.GetProperty("id").GetString()));

        await broker.TakeAsync(Full);
        await UntilEmptyAsync();
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(["order/1#2"], (await broker.TakeAsync(Free)).Select(item => item.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Over_TLS_who_vouches_for_the_broker_and_the_credentials_come_from_files()
    {
        Assert.SkipUnless(RabbitServer.IsInstalled, RabbitServer.Missing);
        const string Exchange = "secured";
        await broker.BindAsync(Exchange, Exchange);
        await _database.FillOutboxAsync("order/1", 1, 3);
        await File.WriteAllTextAsync(_folder.At("credentials"), "guest:wrong\n");

        // A broker for which nobody vouches gets nothing, and whoever does not know the password gives nothing.
        using (var distrustful = Worker(broker.TlsAddress, Exchange))
        {
            await distrustful.StartAsync(CancellationToken.None);
            await UntilLoggedAsync("certificate");
            await distrustful.StopAsync(CancellationToken.None);
        }

        using var worker = Worker(broker.TlsAddress, Exchange, _folder.At("credentials"), broker.AuthorityFile);
        await worker.StartAsync(CancellationToken.None);
        await UntilLoggedAsync("ACCESS_REFUSED");
        Assert.Equal(3, await _database.CountOutboxAsync());
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("wrong", StringComparison.Ordinal));

        await File.WriteAllTextAsync(_folder.At("credentials"), "guest:guest\n");
        await UntilEmptyAsync();
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(
            ["order/1#1", "order/1#2", "order/1#3"],
            (await broker.TakeAsync(Exchange)).Select(item => item.GetProperty("id").GetString()));
    }

    private OutboxWorker Worker(Uri address, string exchange, string credentials = "", string authority = "") => new(
        new(_database.App, TimeProvider.System), new(address, credentials, authority, exchange), new AgentInfo("order", "agentweave.io"),
        TimeProvider.System, _log.Of<OutboxWorker>());

    private Task UntilLoggedAsync(string text) => _log.UntilAsync(line => line.Text.Contains(text, StringComparison.Ordinal), 1);

    private Task UntilEmptyAsync() =>
        Eventually.HoldsAsync(async () => await _database.CountOutboxAsync() == 0, () => "the outbox is not empty");
}
