using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Tasks;

/// <summary>
/// A piece of work: one call of a capability and what came of it. The surfaces that speak of tasks differ only in how they write it.
/// </summary>
/// <param name="id">Its ID, in the form of its surface.</param>
/// <param name="capability">What is called.</param>
public sealed class CapabilityTask(string id, Capability capability)
{
    private CapabilityContext? _call;

    /// <summary>Its ID, in the form of its surface.</summary>
    public string Id => id;

    /// <summary>What is called.</summary>
    public Capability Capability => capability;

    /// <summary>What became of it.</summary>
    public TaskOutcome Outcome { get; private set; }

    /// <summary>The reply; null unless it is <see cref="TaskOutcome.Completed"/>.</summary>
    public IMessage? Reply { get; private set; }

    /// <summary>Why there is none; null as long as it works, and if there is.</summary>
    public ProblemException? Problem { get; private set; }

    /// <summary>How long it ran.</summary>
    public TimeSpan Latency { get; private set; }

    /// <summary>Whether the reply is complete but degraded.</summary>
    public bool IsDegraded => _call is { IsDegraded: true };

    /// <summary>Whose it is; null until it was admitted.</summary>
    public TaskOwner? Owner => _call is null ? null : new(_call.Actor, _call.UserId);

    /// <summary>What came of it as JSON: the bare reply, or the problem; empty as long as it works.</summary>
    public string Output => Reply is not null ? ContractJson.Format(Reply) : Problem is not null ? ProblemJson.Format(Problem) : "";

    /// <summary>The capabilities called downstream so far.</summary>
    internal IReadOnlyList<ToolCallEntry> ToolCalls => _call?.ToolCalls.ToArray() ?? [];

    /// <summary>Runs it. A refusal by the agent's rules and the end of its time are what became of it.</summary>
    /// <param name="run">Calls the capability; it says <see cref="Admit"/> once the call has passed the invoker's checks.</param>
    /// <param name="time">The clock of its latency.</param>
    /// <exception cref="ProblemException">It failed in another way: it is no task, or a fault of the agent.</exception>
    public async Task RunAsync(Func<Task<IMessage>> run, TimeProvider time)
    {
        var started = time.GetTimestamp();
        try
        {
            Reply = await run();
            Outcome = TaskOutcome.Completed;
        }
        catch (ProblemException exception) when (ErrorCodes.IsBusinessRefusal(exception.Code))
        {
            (Problem, Outcome) = (exception, TaskOutcome.Refused);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.DeadlineExceeded)
        {
            (Problem, Outcome) = (exception, TaskOutcome.TimedOut);
        }
        finally
        {
            Latency = time.GetElapsedTime(started);
        }
    }

    /// <summary>The call has passed the invoker's checks and is served now.</summary>
    internal void Admit(CapabilityContext call) => _call = call;
}
