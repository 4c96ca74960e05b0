using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>The capabilities that every agent's service has for operators, so that any agent can be asked alike.</summary>
public static class ObservationMethods
{
    /// <summary><c>describe_agent</c> of an agent.</summary>
    public static Method<DescribeAgentRequest, AgentDescription> Describe(AgentDefinition agent) =>
        Create(agent, MethodType.Unary, "DescribeAgent", DescribeAgentRequest.Parser, AgentDescription.Parser);

    /// <summary><c>watch_decisions</c> of an agent.</summary>
    public static Method<WatchDecisionsRequest, DecisionRecord> WatchDecisions(AgentDefinition agent) =>
        Create(agent, MethodType.ServerStreaming, "WatchDecisions", WatchDecisionsRequest.Parser, DecisionRecord.Parser);

    private static Method<TRequest, TResponse> Create<TRequest, TResponse>(
        AgentDefinition agent, MethodType type, string name, MessageParser<TRequest> requests, MessageParser<TResponse> replies)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => new(
        type, agent.Service.FullName, name,
        Marshallers.Create(message => message.ToByteArray(), requests.ParseFrom),
        Marshallers.Create(message => message.ToByteArray(), replies.ParseFrom));
}
