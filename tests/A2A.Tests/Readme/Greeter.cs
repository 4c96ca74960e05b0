using A2A.Server;
using A2A.V1;
using Microsoft.Extensions.Configuration;

namespace A2A.Tests.Readme;

internal sealed class Greeter(IConfiguration settings) : A2AHandler
{
    public override ValueTask<AgentCard> GetAgentCardAsync(A2ACall call, CancellationToken cancellationToken) => new(new AgentCard
    {
        Name = "Greeter",
        Description = "Greets.",
        Version = "1.0",
        Capabilities = Capabilities,
        SupportedInterfaces =
        {
            new AgentInterface { Url = $"{settings["urls"]}/a2a", ProtocolBinding = "JSONRPC", ProtocolVersion = "1.0" },
        },
    });

    public override IAsyncEnumerable<StreamResponse> SendMessageAsync(
        SendMessageRequest request, A2ACall call, CancellationToken cancellationToken)
    {
        var greeting = new Part { Text = $"Hello, {request.Message.Parts[0].Text}" };
        var message = new Message { MessageId = "1", Role = Role.Agent, Parts = { greeting } };
        return new[] { new StreamResponse { Message = message } }.ToAsyncEnumerable();
    }
}
