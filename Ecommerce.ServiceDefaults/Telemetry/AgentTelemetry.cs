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

    /// <summary>Whether spans are recorded at all.</summary>
    public static bool IsRecorded => Source.HasListeners();

    /// <summary>Starts the span of a call to a capability; null where <see cref="Start"/> gives none.</summary>
    /// <param name="capability">The capability's name.</param>
    public static Activity? StartCall(string capability) => Start(NamesOf(capability).Call, ActivityKind.Client);

    /// <summary>Starts the span of a capability's work; null where <see cref="Start"/> gives none.</summary>
    /// <param name="capability">The capability's name.</param>
    public static Activity? StartHandle(string capability) => Start(NamesOf(capability).Handle);

    /// <summary>
    /// Starts a span. Where spans are not recorded, only what begins a trace or continues another process's gets one, so that calls, logs
    /// and audit still share a trace ID; null within a trace of this process.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="parent">The span above it; default for the current one.</param>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal, ActivityContext parent = default)
    {
        if (IsRecorded)
        {
            return Source.StartActivity(name, kind, parent);
        }

        if (parent == default && Activity.Current is not null)
        {
            return null;
        }

        var span = new Activity(name) { IsAllDataRequested = false };
        return (parent == default ? span : span.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags)).Start();
    }

    /// <summary>A span that is not recorded, and neither is what happens under it: for polls, which belong to no trace.</summary>
    public static Activity Unrecorded() => new Activity("poll").Start();

    private static (string Call, string Handle) NamesOf(string capability) =>
        Names.TryGetValue(capability, out var names) ? names : Create(capability);

    private static (string Call, string Handle) Create(string name) => ($"call_{name}", $"handle_{name}");
}
