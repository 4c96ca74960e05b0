using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>The capabilities that every agent's service has for its audit, so that any agent can be asked alike.</summary>
public static class AuditMethods
{
    /// <summary><c>read_audit</c> of an agent.</summary>
    public static Method<ReadAuditRequest, AuditRecord> Read(AgentDefinition agent) =>
        Create(agent, MethodType.ServerStreaming, "ReadAudit", ReadAuditRequest.Parser, AuditRecord.Parser);

    /// <summary><c>countersign_audit</c> of an agent.</summary>
    public static Method<AuditHead, AuditReceipt> Countersign(AgentDefinition agent) =>
        Create(agent, MethodType.Unary, "CountersignAudit", AuditHead.Parser, AuditReceipt.Parser);

    private static Method<TRequest, TResponse> Create<TRequest, TResponse>(
        AgentDefinition agent, MethodType type, string name, MessageParser<TRequest> requests, MessageParser<TResponse> replies)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse> => new(
        type, agent.Service.FullName, name,
        Marshallers.Create(message => message.ToByteArray(), requests.ParseFrom),
        Marshallers.Create(message => message.ToByteArray(), replies.ParseFrom));
}
