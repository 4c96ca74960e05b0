using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Tasks;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = Ecommerce.Contracts.Agent.Status;

namespace Ecommerce.Gateway.Assistants;

/// <summary>
/// Carries out what was proposed once its owner approves it, as the owner's call of that moment. It is made under the proposal's own key:
/// wherever it is cut off, whoever approves again finishes it or gets its first answer.
/// </summary>
internal sealed class Approvals(ProposalStore proposals, RoutedCalls calls, Failpoints failpoints, TimeProvider time)
{
    private const int MostAttempts = 20;

    private static readonly Capability Watch = CapabilityCatalogue.Find(AgentNames.Order, "watch_order")!;
    private static readonly Backoff Pauses = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

    /// <summary>Makes an answer one that asks for an approval; it shows the exact call.</summary>
    public static void Ask(TaskResponse answer, Proposal proposal)
    {
        var amount = $"{proposal.Amount} {proposal.Currency}".Trim();
        answer.Status = Status.InputRequired;
        answer.Output = $"{proposal.Capability.Name}{(amount.Length > 0 ? $" of {amount}" : "")} waits for your approval {proposal.Id}.";
        answer.Approval = new()
        {
            Id = proposal.Id,
            Capability = proposal.Capability.Name,
            Arguments = proposal.Arguments,
            Amount = proposal.Amount,
            Currency = proposal.Currency,
            ExpiresAt = Timestamp.FromDateTimeOffset(proposal.ExpiresAt),
        };
    }

    /// <summary>
    /// Carries out a proposal. A refusal by the shop's rules is an answer too; after it there is nothing more to approve, unless an earlier
    /// approval may have done it.
    /// </summary>
    /// <param name="asker">Who approves.</param>
    /// <param name="id">What.</param>
    /// <param name="answer">Takes what comes of it.</param>
    /// <param name="steps">
    /// Who follows an order until its buyer has confirmed the payment, and learns by <see cref="Status.Partial"/> that what was called goes
    /// on and is not followed any further; null for who is told that it waits.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ProblemException"><c>not_found</c>: there is nothing to approve; or the call is refused or fails.</exception>
    public async Task RunAsync(
        Asker asker, string id, TaskResponse answer, WordsSteps? steps, CancellationToken cancellationToken)
    {
        var proposal = await proposals.ApproveAsync(id, asker.Owner, cancellationToken)
            ?? throw new ProblemException(ErrorCodes.NotFound, "There is no such approval, or it has expired.", "approval");
        await failpoints.HitAsync("gateway.before_approved", cancellationToken);
        var (capability, arguments) = (proposal.Capability, RequestJson.Check(proposal.Arguments));
        var task = new CapabilityTask(answer.TaskId, capability);
        try
        {
            await task.RunAsync(
                () => CallAsync(asker, proposal, () => RequestJson.Parse(capability, arguments), steps, cancellationToken), time);
            await failpoints.HitAsync("gateway.after_approved", cancellationToken);
            if (task.Problem is not null)
            {
                throw task.Problem;
            }
        }
        catch (ProblemException exception) when (!PlainWords.MayStillHappen(exception))
        {
            if (proposal.IsRepeated && !IsOutcome(exception))
            {
                throw Unknown(exception);
            }

            // It is over: what it waited for may come about later, and nobody reckons with it then.
            await proposals.RemoveAsync(proposal, cancellationToken);
            if (task.Outcome != TaskOutcome.Refused)
            {
                throw;
            }
        }

        answer.Status = task.Outcome != TaskOutcome.Completed ? Status.Failed
            : steps is not null && task.Reply is Order { Status: OrderStatus.Pending } ? Status.Partial : Status.Success;
        answer.Output = task.Output;
        answer.ToolCalls.Add(new ToolCall
        {
            ToolName = capability.Name,
            Arguments = AssistantTexts.Shown(proposal.Arguments),
            Result = AssistantTexts.Shown(task.Output),
            LatencyMs = (long)task.Latency.TotalMilliseconds,
        });
    }

    /// <summary>As <see cref="ProposalStore.WithdrawAsync"/>.</summary>
    public async Task WithdrawAsync(string id, TaskOwner owner, CancellationToken cancellationToken)
    {
        await proposals.WithdrawAsync(id, owner, cancellationToken);
        await failpoints.HitAsync("gateway.after_withdrawn", cancellationToken);
    }

    // The reply; to who follows work that goes on after its call, such as an order that waits for its buyer, the one with which it ends.
    private async Task<IMessage> CallAsync(
        Asker asker, Proposal proposal, Func<IMessage> read, WordsSteps? steps, CancellationToken cancellationToken)
    {
        var call = asker.Call(proposal.Capability, proposal.Key);
        var reply = await calls.RunAsync(call, asker.Counter, read, cancellationToken);
        return steps is not null && proposal.Capability.Task is not null && reply is Order { Status: OrderStatus.Pending } order
            ? await FollowAsync(
                asker, proposal.Capability, order,
                () => calls.RunAsync(call with { Deadline = null }, asker.Counter, read, cancellationToken), steps, cancellationToken)
            : reply;
    }

    // The order as it ends: the call's key leads to it. Where it can be followed or asked for no more, as when the proof of who approved it
    // has expired or this process ends, it is as it was told last: it is placed, so that nothing is left to approve.
    private async Task<IMessage> FollowAsync(
        Asker asker, Capability capability, Order order, Func<Task<IMessage>> ask, WordsSteps steps, CancellationToken cancellationToken)
    {
        var (last, attempt) = ((OrderEvent?)null, 0);
        while (true)
        {
            attempt++;
            try
            {
                await calls.StreamAsync(
                    asker.Call(Watch), asker.Counter,
                    () => new WatchOrderRequest { OrderId = order.OrderId, LastEventId = last?.EventId ?? 0 }, TellAsync,
                    cancellationToken);
                if (await ask() is var reply and not Order { Status: OrderStatus.Pending })
                {
                    return reply;
                }
            }
            catch (ProblemException exception) when (!IsOutcome(exception))
            {
                if (attempt >= MostAttempts || !IsPassing(exception))
                {
                    return AsTold(order, last);
                }

                await Task.Delay(Pauses.After(attempt), time, cancellationToken);
            }
        }

        async Task TellAsync(IAsyncStreamReader<IMessage> events, CancellationToken ending)
        {
            while (await events.MoveNext(ending))
            {
                await steps.Happen(capability, events.Current);
                (last, attempt) = ((OrderEvent)events.Current, 0);
            }
        }
    }

    private static Order AsTold(Order order, OrderEvent? last)
    {
        if (last is { Status: OrderStatus.Failed })
        {
            // The detail is the code by which the order's call would be refused; see OrderFact.
            var code = ErrorCodes.HttpStatus(last.Detail) == 422 ? last.Detail : ErrorCodes.CheckoutExpired;
            throw new ProblemException(code, $"The order {order.OrderId} has failed.");
        }

        var told = order.Clone();
        if (last is not null)
        {
            (told.Status, told.UpdatedAt) = (last.Status, last.At);
        }

        return told;
    }

    // But for the end of this process, which follows nothing any more.
    private static bool IsPassing(ProblemException problem) =>
        ErrorCodes.IsOutcomeUnknown(problem.Code) && problem.Code != ErrorCodes.StreamRenew;

    private static ProblemException Unknown(ProblemException problem) => ProblemException.Unavailable(
        $"It was approved before, and what became of it is not known: {problem.Message}", problem);

    // What an agent keeps under the call's key is the outcome of all calls; what refuses this one says nothing of those before.
    private static bool IsOutcome(ProblemException problem) => ErrorCodes.HttpStatus(problem.Code) == 422;
}
