using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>The names under which agents report, as AgentWeave's users know them.</summary>
public static class AgentTelemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "Ecommerce.Agent";

    /// <summary>Spans <c>handle_{capability}</c>, <c>call_{capability}</c>, <c>authz_check_{inbound|outbound}</c>.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments <c>agentweave_…</c>.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>A span that is not recorded, and neither is what happens under it: for polls, which belong to no trace.</summary>
    public static Activity Unrecorded() => new Activity("poll").Start();
}
