using Ecommerce.Contracts;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Tasks;

namespace Ecommerce.Gateway.Assistants;

/// <summary>Who asks in plain words: whatever comes of it is called as this caller, and as nobody else.</summary>
/// <param name="Caller">Who sends the request.</param>
/// <param name="Owner">Who sends it, by what was verified.</param>
/// <param name="Deadline">When the caller stops waiting.</param>
internal sealed record Asker(TaskCaller Caller, TaskOwner Owner, DateTimeOffset Deadline)
{
    /// <summary>The caller's counter; see <see cref="Callers"/>.</summary>
    public CallerCounter Counter => Callers.CounterOf(Caller);

    /// <summary>A call of a capability by the caller.</summary>
    public InboundCall Call(Capability capability, string? key = null) =>
        Caller.To(capability, key) with { Deadline = Deadline };
}

/// <summary>What is asked.</summary>
/// <param name="Asker">By whom.</param>
/// <param name="Words">In which words.</param>
/// <param name="Agent">Whose capabilities the model may use; empty for those of all agents.</param>
/// <param name="MaxTokens">The most tokens that the model may use for it.</param>
/// <param name="Temperature">The model's; null for its own.</param>
internal sealed record Question(Asker Asker, string Words, string Agent, int MaxTokens, float? Temperature);
