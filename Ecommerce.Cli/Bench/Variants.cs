namespace Ecommerce.Cli.Bench;

/// <summary>The variants of the same call.</summary>
internal static class Variants
{
    /// <summary>
    /// A capability between agents: typed client, outbound decision, mutual TLS pinned to the peer's SPIFFE ID, inbound decision,
    /// validation, telemetry.
    /// </summary>
    public const string Secured = "secured";

    /// <summary>The stock gRPC server and client over mutual TLS.</summary>
    public const string MutualTls = "mtls";

    /// <summary>The stock gRPC server and client without TLS.</summary>
    public const string Plaintext = "plaintext";

    /// <summary>All of them, in the order of the first round.</summary>
    public static IReadOnlyList<string> All { get; } = [Secured, Plaintext, MutualTls];
}
