using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging;

namespace Ecommerce.PaymentAgent.Tests.Payments;

public class PaymentWorkerTests(Rig rig) : IClassFixture<Rig>
{
    private const string LastEvent = "ecommerce_payment_events_last";

    [Fact]
    public async Task What_waits_for_the_provider_for_too_long_is_logged_and_measured()
    {
        await rig.StartAsync();
        var paid = await rig.PayAsync(Rig.Request());
        await rig.Agent.PaymentStore.BeginAsync(Rig.Request(), key: null, CancellationToken.None);
        foreach (var reason in new[] { "returned", "accepted" })
        {
            await rig.Agent.RefundStore.BeginAsync(
                new(Guid.Parse(paid.TransactionId), 1, reason, Key: null), key: null, CancellationToken.None);
        }

        Assert.Equal((0, 0), await rig.Agent.PaymentStore.CountOverdueAsync(CancellationToken.None));
        await Rig.ExecuteAsync(rig.Payments,
            """
            UPDATE payments SET created_at = now() - interval '1 hour', next_attempt_at = 'infinity';
            UPDATE refunds SET created_at = now() - interval '1 hour', next_attempt_at = 'infinity';
            UPDATE refunds SET provider_reference = 're_1' WHERE reason = 'accepted';
            """);
        RecordedLog log = new();
        using PaymentWorker worker = new(
            rig.Agent.PaymentStore, rig.Agent.RefundStore, rig.Agent.Payments, rig.Agent.Refunds, TimeProvider.System,
            log.Of<PaymentWorker>());

        ConcurrentDictionary<string, long> told = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name is "ecommerce_payments_overdue" or LastEvent)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            told[tags.Length == 0 ? instrument.Name : (string)tags[0].Value!] = value);
        listener.Start();
        await worker.StartAsync(CancellationToken.None);
        await log.UntilAsync(
            line => line is { Level: LogLevel.Warning, Text: "1 payments and 1 refunds wait for the provider for too long" }, 1);
        await Eventually.HoldsAsync(
            () => told.Keys.Order(StringComparer.Ordinal).SequenceEqual([LastEvent, "payment", "refund"]), "all of it is told");
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(await Rig.ReadAsync<long>(rig.Payments, "SELECT max(event_id) FROM payment_events"), told[LastEvent]);

        await Rig.ExecuteAsync(rig.Payments, "UPDATE refunds SET created_at = now() - interval '2 days'");
        Assert.Equal((1, 2), await rig.Agent.PaymentStore.CountOverdueAsync(CancellationToken.None));
    }
}
