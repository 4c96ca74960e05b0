using A2A.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace A2A.Operations;

/// <summary>What an agent's card must promise before an operation is done (A2A 3.3.4).</summary>
internal enum Promise
{
    None,
    Streaming,
    PushNotifications,
    ExtendedCard,
}

/// <summary>An operation of the protocol, as each binding names it.</summary>
/// <param name="Name">Its name in JSON-RPC and gRPC.</param>
/// <param name="Verb">Its method in HTTP+JSON.</param>
/// <param name="Path">Its path in HTTP+JSON; names in braces are fields of the request.</param>
/// <param name="Needs">What the card must promise.</param>
internal abstract record Operation(string Name, string Verb, string Path, Promise Needs)
{
    /// <summary>Whether HTTP+JSON has the request in the body.</summary>
    public bool HasBody => Verb == "POST";

    public abstract MessageDescriptor Request { get; }

    public abstract IMessage NewRequest();

    public abstract IMessage ReadRequest(System.Text.Json.JsonElement element);
}

/// <summary>One request, and one reply or a stream of them.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TReply">A reply.</typeparam>
/// <inheritdoc cref="Operation"/>
internal sealed record Operation<TRequest, TReply>(string Name, string Verb, string Path, Promise Needs = Promise.None)
    : Operation(Name, Verb, Path, Needs)
    where TRequest : class, IMessage<TRequest>, new()
    where TReply : class, IMessage<TReply>, new()
{
    public override MessageDescriptor Request { get; } = new TRequest().Descriptor;

    public override IMessage NewRequest() => new TRequest();

    public override IMessage ReadRequest(System.Text.Json.JsonElement element) => A2AJson.Read<TRequest>(element);
}
