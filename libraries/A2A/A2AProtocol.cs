namespace A2A;

/// <summary>Names on the wire of A2A 1.0.</summary>
public static class A2AProtocol
{
    /// <summary>The version spoken here, as <see cref="VersionHeader"/> names it: patches are not told apart (A2A 3.6).</summary>
    public const string Version = "1.0";

    /// <summary>Header, gRPC metadata or query parameter with the version of a request.</summary>
    public const string VersionHeader = "A2A-Version";

    /// <summary>Header or gRPC metadata with the URIs of extensions, separated by commas.</summary>
    public const string ExtensionsHeader = "A2A-Extensions";

    /// <summary>Header of a push notification with the token of its configuration.</summary>
    public const string NotificationTokenHeader = "X-A2A-Notification-Token";

    /// <summary>Where an agent's card is found below its address (A2A 8.2).</summary>
    public const string CardPath = "/.well-known/agent-card.json";

    /// <summary>Media type of the protocol's JSON.</summary>
    public const string MediaType = "application/a2a+json";

    /// <summary>The binding of JSON-RPC 2.0.</summary>
    public const string JsonRpc = "JSONRPC";

    /// <summary>The binding of HTTP with JSON.</summary>
    public const string HttpJson = "HTTP+JSON";

    /// <summary>The binding of gRPC.</summary>
    public const string Grpc = "GRPC";

    internal const string ServiceName = "lf.a2a.v1.A2AService";

    /// <summary>Whether a version, as a request or an interface names it, is <see cref="Version"/>.</summary>
    public static bool IsSupported(string version) =>
        version == Version
        || (version.StartsWith(Version + ".", StringComparison.Ordinal)
            && version.Length > Version.Length + 1
            && !version.AsSpan(Version.Length + 1).ContainsAnyExceptInRange('0', '9'));
}
