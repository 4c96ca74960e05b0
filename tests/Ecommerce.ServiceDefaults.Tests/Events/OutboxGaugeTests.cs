using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Events;
using Ecommerce.Testing;

namespace Ecommerce.ServiceDefaults.Tests.Events;

public sealed class OutboxGaugeTests(PostgresFixture postgres)
{
    private const string Agent = "measured";

    [Fact]
    public async Task What_waits_for_the_broker_is_measured_also_where_another_replica_publishes()
    {
        await using var database = await postgres.CreateDatabaseAsync("orders", typeof(OutboxGaugeTests).Assembly);
        await database.FillOutboxAsync("order/1", 1, 3);
        await new OutboxStore(database.App, TimeProvider.System).ReadAsync(1, CancellationToken.None);
        ConcurrentDictionary<string, double> told = [];
        using var listener = Listen(told);
        ManualTime time = new();
        using RecordedLog log = new();
        using OutboxGauge gauge = new(
            new(database.App, TimeProvider.System), new AgentInfo(Agent, "agentweave.io"), time, log.Of<OutboxGauge>());
        await gauge.StartAsync(CancellationToken.None);
        await UntilAsync(3);

        await database.FillOutboxAsync("order/2", 1, 2);
        await UntilAsync(5);
        Assert.Contains("ecommerce_outbox_oldest_seconds", told.Keys);
        await gauge.StopAsync(CancellationToken.None);

        Task UntilAsync(int events) => Eventually.HoldsAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(15));
                return told.TryGetValue("ecommerce_outbox_events", out var last) && (int)last == events;
            },
            $"{events} events are told");
    }

    private static MeterListener Listen(ConcurrentDictionary<string, double> told)
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name.StartsWith("ecommerce_outbox_", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        listener.Start();
        return listener;

        void Keep(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.Contains(new("agent_name", Agent)))
            {
                told[name] = value;
            }
        }
    }
}
