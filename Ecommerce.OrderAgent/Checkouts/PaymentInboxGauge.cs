using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// <c>ecommerce_payment_events_applied</c>: how far the payment agent's events are applied, of its <c>ecommerce_payment_events_last</c>.
/// It reads the table, since the replica that leads may be the one that hangs.
/// </summary>
internal sealed class PaymentInboxGauge(PaymentInboxStore inbox, TimeProvider time, ILogger<PaymentInboxGauge> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    private static readonly Gauge<long> Applied = AgentTelemetry.Meter.CreateGauge<long>("ecommerce_payment_events_applied");

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [ReadAsync];

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        Applied.Record(await inbox.PositionAsync(cancellationToken));
        await PauseAsync(PollInterval, cancellationToken);
    }
}
