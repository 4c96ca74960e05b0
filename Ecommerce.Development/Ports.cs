using Ecommerce.Contracts;

namespace Ecommerce.Development;

/// <summary>
/// Every port of one running shop. Of base N they all lie in N … N+69: the shop's own in the first ten, then a range of twenty for the
/// agents' mutual TLS, one for their gRPC health and one for their HTTP probes. Without a base they are the well-known ones. Each further
/// process of the agents has as many ports, which follow.
/// </summary>
/// <param name="Base">The first port, or null for the well-known ones.</param>
/// <param name="Replicas">How many processes each agent has, 1 to <see cref="MaxReplicas"/>.</param>
public sealed record Ports(int? Base, int Replicas = 1)
{
    /// <summary>How many ports a base takes.</summary>
    public const int Span = 70;

    /// <summary>The highest base.</summary>
    public const int HighestBase = 65536 - Span;

    /// <summary>The most processes of each agent.</summary>
    public const int MaxReplicas = 8;

    // Of the second process of each agent, whose first one has the well-known ports.
    private const int WellKnownSecondBase = 8600;
    private const int MtlsRange = 10;
    private const int GrpcHealthRange = 30;
    private const int HttpHealthRange = 50;

    /// <summary>What lies where, of base N.</summary>
    public static string Layout { get; } =
        "public N, PostgreSQL N+1, dashboard N+2, OTLP N+3 and N+4, storefront N+5 and its probes N+6, "
            + $"mutual TLS N+{MtlsRange} … N+{MtlsRange + Agents.MaxPortOffset}, "
            + $"gRPC health N+{GrpcHealthRange} … N+{GrpcHealthRange + Agents.MaxPortOffset}, "
            + $"HTTP probes N+{HttpHealthRange} … N+{HttpHealthRange + Agents.MaxPortOffset}";

    /// <summary>The gateway's public port.</summary>
    public int Public => Base ?? 8080;

    /// <summary>PostgreSQL.</summary>
    public int Postgres => Base + 1 ?? 8441;

    /// <summary>The Aspire dashboard.</summary>
    public int Dashboard => Base + 2 ?? 8442;

    /// <summary>The dashboard's OTLP receiver, over gRPC.</summary>
    public int Otlp => Base + 3 ?? 8439;

    /// <summary>The dashboard's OTLP receiver, over HTTP.</summary>
    public int OtlpHttp => Base + 4 ?? 8440;

    /// <summary>The storefront, for browsers.</summary>
    public int Storefront => Base + 5 ?? 8090;

    /// <summary>The storefront's HTTP probes.</summary>
    public int StorefrontHealth => Base + 6 ?? 8438;

    /// <summary>All of them.</summary>
    public IEnumerable<int> All =>
    [
        Postgres, Dashboard, Otlp, OtlpHttp, Storefront, StorefrontHealth,
        .. ByReplica.SelectMany(replica => (int[])[
            replica.Public,
            .. AgentProgram.All.SelectMany(agent => (int[])[replica.Mtls(agent), replica.GrpcHealth(agent), replica.HttpHealth(agent)])]),
    ];

    /// <summary>The ports of the first process of each agent, of the second, and so on.</summary>
    public IEnumerable<Ports> ByReplica => Enumerable.Range(0, Replicas).Select(
        index => new Ports(index == 0 ? Base : (Base + Span ?? WellKnownSecondBase) + ((index - 1) * Span)));

    /// <summary>The agents' addresses as settings: <c>services:{name}:https:0</c>, and so on for each process.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Addresses => AddressesBy((_, port) => port);

    /// <summary>The agents' addresses as settings, where their ports are others.</summary>
    internal IEnumerable<KeyValuePair<string, string?>> AddressesBy(Func<AgentProgram, int, int> port) =>
        from replica in ByReplica.Index()
        from agent in AgentProgram.All
        select KeyValuePair.Create(
            $"services:{agent.Name}:https:{replica.Index}", (string?)$"https://127.0.0.1:{port(agent, replica.Item.Mtls(agent))}");

    /// <summary>An agent's mutual TLS port.</summary>
    public int Mtls(AgentProgram agent) => (Base + MtlsRange ?? 8443) + agent.Agent.PortOffset;

    /// <summary>An agent's plaintext gRPC health port.</summary>
    public int GrpcHealth(AgentProgram agent) => (Base + GrpcHealthRange ?? 9443) + agent.Agent.PortOffset;

    /// <summary>An agent's HTTP probe port.</summary>
    public int HttpHealth(AgentProgram agent) => (Base + HttpHealthRange ?? 9543) + agent.Agent.PortOffset;
}
