using System.Collections.Frozen;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ecommerce.Contracts;

namespace Ecommerce.ServiceDefaults.Telemetry;

/// <summary>The names under which agents report, as AgentWeave's users know them.</summary>
public static class AgentTelemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "Ecommerce.Agent";

    private static readonly FrozenDictionary<string, (string Call, string Handle)> Names =
        CapabilityCatalogue.All.Select(capability => capability.Name).Distinct().ToFrozenDictionary(name => name, Create);

    /// <summary>Spans <c>handle_{capability}</c>, <c>call_{capability}</c>, <c>authz_check_{inbound|outbound}</c>.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Instruments <c>agentweave_…</c>.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Starts the span of a call to a capability; null if it is not recorded and its trace goes on without it.</summary>
    /// <param name="capability">The capability's name.</param>
    public static Activity? StartCall(string capability) => Source.StartActivity(NamesOf(capability).Call, ActivityKind.Client);

    /// <summary>Starts the span of a capability's work; null as for <see cref="StartCall"/>.</summary>
    /// <param name="capability">The capability's name.</param>
    public static Activity? StartHandle(string capability) => Source.StartActivity(NamesOf(capability).Handle, ActivityKind.Internal);

    /// <summary>A span that is not recorded, and neither is what happens under it: for polls, which belong to no trace.</summary>
    public static Activity Unrecorded() => new Activity("poll").Start();

    private static (string Call, string Handle) NamesOf(string capability) =>
        Names.TryGetValue(capability, out var names) ? names : Create(capability);

    private static (string Call, string Handle) Create(string name) => ($"call_{name}", $"handle_{name}");
}
