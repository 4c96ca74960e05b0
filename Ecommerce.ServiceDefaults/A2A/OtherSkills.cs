using Ecommerce.Contracts;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>The skills of other agents that an agent has beside its own, by names that it has not itself.</summary>
/// <param name="Capabilities">The skills.</param>
/// <param name="Call">Calls one that is unary, once it has passed the agent's own checks.</param>
/// <param name="Stream">Calls one that streams, with what is done about each message.</param>
public sealed record OtherSkills(
    IReadOnlyList<Capability> Capabilities,
    Func<Capability, IMessage, ServerCallContext, Task<IMessage>> Call,
    Func<Capability, IMessage, Func<IMessage, Task>, ServerCallContext, Task> Stream);
