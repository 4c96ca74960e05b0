using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>The metrics of the outbox.</summary>
internal static class OutboxTelemetry
{
    private static readonly Gauge<long> Waiting = AgentTelemetry.Meter.CreateGauge<long>("ecommerce_outbox_events");

    private static readonly Gauge<double> Oldest = AgentTelemetry.Meter.CreateGauge<double>("ecommerce_outbox_oldest_seconds", "s");

    /// <summary>Events that the broker has confirmed.</summary>
    public static Counter<long> Published { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_events_published_total");

    /// <summary>Reports how many events of an agent wait for the broker, and for how long the oldest has.</summary>
    public static void Wait(string agent, long events, TimeSpan oldest)
    {
        KeyValuePair<string, object?> self = new("agent_name", agent);
        Waiting.Record(events, self);
        Oldest.Record(oldest.TotalSeconds, self);
    }
}
