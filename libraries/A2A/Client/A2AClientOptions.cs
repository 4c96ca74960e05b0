using A2A.V1;

namespace A2A.Client;

/// <summary>How an agent is called.</summary>
public sealed class A2AClientOptions
{
    /// <summary>
    /// Sends the requests of all bindings: with the caller's certificate, token and trust. Its timeout is infinite if streams are read,
    /// and it follows no redirect. Null for one of its own.
    /// </summary>
    public HttpClient? Http { get; init; }

    /// <summary>The bindings to speak. Among those the card's first is taken.</summary>
    public IReadOnlyList<string> Bindings { get; init; } = [A2AProtocol.JsonRpc, A2AProtocol.HttpJson, A2AProtocol.Grpc];

    /// <summary>URIs of the extensions that are wanted with each request.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>
    /// Throws if a card that was discovered is not to be trusted, such as by <see cref="Cards.CardSignatures.VerifyAsync"/>. Without it
    /// the card is as good as the connection that it came by.
    /// </summary>
    public Func<AgentCard, CancellationToken, Task>? CheckCard { get; init; }

    /// <summary>So long a reply may take, and the first event of a stream.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most bytes of a reply or an event; 1 to 2³¹−1.</summary>
    public int ReplyBytes { get; init; } = 16 << 20;

    /// <summary>The clock of timeouts.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
