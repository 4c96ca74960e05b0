using System.Text;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.AI;

namespace Ecommerce.Gateway.Assistants;

/// <summary>
/// Makes the calls that a model asks for, each as its asker's own. What takes money or cannot be undone is not called but proposed, once
/// the policy and the rules of its fields have let it through.
/// </summary>
internal sealed class AssistantCalls(
    CapabilityInvoker invoker, RoutedCalls calls, CallPrices prices, ProposalStore proposals, TimeProvider time)
{
    private const int MaxNameLength = 64;

    /// <summary>Makes a call. A refusal is a result too.</summary>
    /// <param name="asker">As whom.</param>
    /// <param name="tools">The names that the model was given.</param>
    /// <param name="asked">What the model asks for.</param>
    /// <param name="steps">Who has to know of what changes something before it is called; null for nobody.</param>
    /// <param name="cancellationToken">The question's time is over.</param>
    /// <returns>The call as it is told, and the proposal if it is to be approved first.</returns>
    public async Task<(ToolCall Told, Proposal? Proposal)> RunAsync(
        Asker asker, IReadOnlyList<string> tools, FunctionCallContent asked, WordsSteps? steps, CancellationToken cancellationToken)
    {
        var name = asked.Name.Length > MaxNameLength ? asked.Name[..MaxNameLength] : asked.Name;
        var told = new ToolCall { ToolName = AssistantTexts.Shown(name) };
        var started = time.GetTimestamp();
        using var span = AssistantTelemetry.StartTool(told.ToolName, asked.CallId);
        Proposal? proposal = null;
        try
        {
            var arguments = JsonSerializer.SerializeToUtf8Bytes(asked.Arguments ?? new Dictionary<string, object?>());
            told.Arguments = AssistantTexts.Shown(Encoding.UTF8.GetString(arguments));
            var capability = tools.Contains(asked.Name)
                ? NamedCapabilities.Find(asked.Name)!
                : throw await invoker.UnknownAsync(asker.Caller.Peer, asker.Caller.Tokens, cancellationToken);
            if (asked.Exception is not null)
            {
                throw new ProblemException(ErrorCodes.InvalidRequest, "The arguments are not a JSON object.");
            }

            var json = RequestJson.Check(arguments);
            IMessage Read() => RequestJson.Parse(capability, json);
            if (capability.IsIrreversible)
            {
                proposal = await ProposeAsync(asker, capability, Read, cancellationToken);
                told.Arguments = AssistantTexts.Shown(proposal.Arguments);
            }
            else
            {
                if (steps is not null && capability.Idempotency != Idempotency.Safe)
                {
                    await steps.Change(capability.Name);
                }

                var reply = await calls.RunAsync(asker.Call(capability), asker.Counter, Read, cancellationToken);
                told.Result = AssistantTexts.Shown(ContractJson.Format(reply));
            }
        }
        catch (ProblemException exception)
        {
            told.Result = AssistantTexts.Shown(ProblemJson.Format(exception));
            AssistantTelemetry.Fail(span, exception.Code);
        }

        told.LatencyMs = (long)time.GetElapsedTime(started).TotalMilliseconds;
        return (told, proposal);
    }

    // It passes the invoker as it would if it were made, and ends there as one that waits: the audit shows it so.
    private async Task<Proposal> ProposeAsync(
        Asker asker, Capability capability, Func<IMessage> read, CancellationToken cancellationToken)
    {
        Proposal? proposal = null;
        try
        {
            await invoker.InvokeAsync(
                asker.Call(capability),
                read,
                async Task<IMessage> (IMessage request, ServerCallContext inner) =>
                {
                    capability.KeyField?.Accessor.Clear(request); // the approval's takes its place
                    var price = await prices.SetAsync(asker, request, inner.CancellationToken);
                    var arguments = ContractJson.Format(request);
                    proposal = await proposals.AddAsync(capability, arguments, price, asker.Owner, inner.CancellationToken);
                    throw new ProblemException(ErrorCodes.ApprovalRequired, "The call waits for its approval.");
                },
                cancellationToken);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.ApprovalRequired)
        {
            // As it should.
        }

        return proposal!;
    }
}
