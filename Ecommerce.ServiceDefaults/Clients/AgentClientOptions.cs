using Ecommerce.ServiceDefaults.Telemetry;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>What the calls of one program have that another's have not.</summary>
internal sealed record AgentClientOptions
{
    /// <summary>Decides outbound calls; null for a program without a policy of its own, such as the command line.</summary>
    public OutboundPolicy? Policy { get; init; }

    /// <summary>What calls carry; null for nothing.</summary>
    public CallTokenSource? Tokens { get; init; }

    /// <summary>Where the breakers' states are reported; null for nowhere.</summary>
    public AgentMetrics? Metrics { get; init; }
}
