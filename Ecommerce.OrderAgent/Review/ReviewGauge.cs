using System.Diagnostics.Metrics;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.OrderAgent.Review;

/// <summary>
/// <c>ecommerce_checkouts_to_review</c>: how many checkouts are parked, overdue or returning. An alert stands on the first two until there
/// are none: a return takes as long as the provider does.
/// <c>ecommerce_checkout_oldest_seconds</c>: for how long the oldest one has been under way. While there are any to review, a line says so
/// once a minute: what is told once, as a step is committed, is lost with the process that committed it.
/// </summary>
internal sealed class ReviewGauge(ReviewStore checkouts, TimeProvider time, ILogger<ReviewGauge> logger) : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LogInterval = TimeSpan.FromMinutes(1);

    private static readonly Gauge<long> Checkouts = AgentTelemetry.Meter.CreateGauge<long>("ecommerce_checkouts_to_review");

    private static readonly Gauge<double> Oldest = AgentTelemetry.Meter.CreateGauge<double>("ecommerce_checkout_oldest_seconds", "s");

    private long? _loggedAt;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [CountAsync];

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        var counts = await checkouts.CountAsync(cancellationToken);
        foreach (var state in new[] { ReviewState.Parked, ReviewState.Overdue, ReviewState.Returning })
        {
            Checkouts.Record(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.ToColumn()));
        }

        if (counts.Values.Sum() > 0 && (_loggedAt is not { } at || Time.GetElapsedTime(at) >= LogInterval))
        {
            _loggedAt = Time.GetTimestamp();
            Log.ToReview(
                Logger, counts.GetValueOrDefault(ReviewState.Parked), counts.GetValueOrDefault(ReviewState.Overdue),
                counts.GetValueOrDefault(ReviewState.Returning));
        }

        Oldest.Record((await checkouts.OldestAsync(cancellationToken)).TotalSeconds);
        await PauseAsync(PollInterval, cancellationToken);
    }
}
