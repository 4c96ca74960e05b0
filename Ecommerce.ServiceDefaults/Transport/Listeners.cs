namespace Ecommerce.ServiceDefaults.Transport;

/// <summary>An agent's listeners. Each endpoint answers on exactly one set of them.</summary>
[Flags]
public enum Listeners
{
    /// <summary>Mutual TLS: gRPC, A2A, REST.</summary>
    MutualTls = 1,

    /// <summary>gRPC health, plain HTTP/2.</summary>
    GrpcHealth = 2,

    /// <summary>HTTP probes, plain HTTP/1.1.</summary>
    HttpHealth = 4,

    /// <summary>The gateway's public port.</summary>
    Public = 8,
}

/// <summary>Metadata of an endpoint: the listeners that it answers on. An endpoint without it answers on mutual TLS only.</summary>
public sealed record ListenerMetadata(Listeners Listeners);
