using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.ServiceDefaults.Events;

/// <summary>The metrics of the outbox.</summary>
internal static class OutboxTelemetry
{
    /// <summary>Events that the broker has confirmed.</summary>
    public static Counter<long> Published { get; } = AgentTelemetry.Meter.CreateCounter<long>("ecommerce_events_published_total");
}
