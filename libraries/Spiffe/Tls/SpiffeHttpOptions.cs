using System.Diagnostics;

namespace Spiffe.Tls;

/// <summary>How a <see cref="SpiffeHttpHandler"/> connects.</summary>
public sealed class SpiffeHttpOptions
{
    /// <summary>How long a connection may take, handshake included. 5 seconds unless set.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After how much silence an HTTP/2 connection with open streams is pinged. 30 seconds unless set.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a ping may stay unanswered before the connection is given up. 10 seconds unless set.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether TLS 1.2 is accepted beside 1.3; only for platforms that lack 1.3.</summary>
    public bool AllowTls12 { get; init; }

    /// <summary>
    /// Writes the trace headers of requests, as <see cref="System.Net.Http.SocketsHttpHandler.ActivityHeadersPropagator"/> has it: the
    /// platform's unless set. Null: a request creates no span of its own and carries what its sender wrote.
    /// </summary>
    public DistributedContextPropagator? ActivityHeadersPropagator { get; init; } = DistributedContextPropagator.Current;
}
