using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.ServiceDefaults.A2A.Push;

/// <summary>The metrics of push notifications.</summary>
internal static class PushTelemetry
{
    // By outcome: taken, refused (and tried again), or given_up.
    private static readonly Counter<long> Sent = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_push_notifications_total");

    /// <summary>A receiver has taken one.</summary>
    public static void Taken() => Sent.Add(1, new KeyValuePair<string, object?>("outcome", "taken"));

    /// <summary>A receiver has not taken one.</summary>
    /// <param name="isLast">Whether nothing is sent to it any more.</param>
    public static void Refused(bool isLast) =>
        Sent.Add(1, new KeyValuePair<string, object?>("outcome", isLast ? "given_up" : "refused"));
}
