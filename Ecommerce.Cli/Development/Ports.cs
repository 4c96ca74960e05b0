
namespace Ecommerce.Cli.Development;

/// <summary>
/// Every port of one running shop. Of base N they all lie in N … N+29: public N, PostgreSQL N+1, dashboard N+2, mutual TLS N+3 … N+7
/// (gateway, user, order, payment, inventory), OTLP N+8 (gRPC) and N+9 (HTTP), gRPC health N+13 … N+17, HTTP probes N+23 … N+27.
/// Without a base they are those of base 8440, but for the well-known ones: public 8080, gRPC health 9443 … 9447, HTTP probes 9543 … 9547.
/// </summary>
/// <param name="Base">The first port, or null for the well-known ones.</param>
internal sealed record Ports(int? Base)
{
    /// <summary>How many ports a base takes.</summary>
    public const int Span = 30;

    /// <summary>The highest base.</summary>
    public const int HighestBase = 65536 - Span;

    private const int DefaultBase = 8440;

    /// <summary>The gateway's public door.</summary>
    public int Public => Base ?? 8080;

    /// <summary>PostgreSQL.</summary>
    public int Postgres => (Base ?? DefaultBase) + 1;

    /// <summary>The Aspire dashboard.</summary>
    public int Dashboard => (Base ?? DefaultBase) + 2;

    /// <summary>The dashboard's OTLP receiver, over gRPC.</summary>
    public int Otlp => (Base ?? DefaultBase) + 8;

    /// <summary>The dashboard's OTLP receiver, over HTTP.</summary>
    public int OtlpHttp => (Base ?? DefaultBase) + 9;

    /// <summary>All of them.</summary>
    public IEnumerable<int> All =>
    [
        Public, Postgres, Dashboard, Otlp, OtlpHttp,
        .. AgentProgram.All.SelectMany(agent => (int[])[Mtls(agent), GrpcHealth(agent), HttpHealth(agent)]),
    ];

    /// <summary>An agent's mutual TLS port.</summary>
    public int Mtls(AgentProgram agent) => (Base ?? DefaultBase) + agent.Number;

    /// <summary>An agent's plaintext gRPC health port.</summary>
    public int GrpcHealth(AgentProgram agent) => (Base + 10 ?? 9440) + agent.Number;

    /// <summary>An agent's HTTP probe port.</summary>
    public int HttpHealth(AgentProgram agent) => (Base + 20 ?? 9540) + agent.Number;
}
