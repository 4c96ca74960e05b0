using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Tokens;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>The verified facts about the call that a capability's method serves.</summary>
public sealed class CapabilityContext
{
    // A caller that waits to the end of its deadline must still get the answer "pending".
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(400);

    private static readonly AsyncLocal<CapabilityContext?> Ambient = new();

    private ToolCallLog? _toolCalls;

    /// <summary>The call that this code serves; null in background work.</summary>
    public static CapabilityContext? Current
    {
        get => Ambient.Value;
        internal set => Ambient.Value = value;
    }

    /// <summary>What is called; null where it is no capability, such as <c>task.get</c>.</summary>
    public required Capability? Capability { get; init; }

    /// <summary>The SPIFFE ID of the direct peer.</summary>
    public required string Caller { get; init; }

    /// <summary>The SPIFFE ID for which the gateway calls, by the call's token; the caller's own where there is none.</summary>
    public required string Actor { get; init; }

    /// <summary>The end user; null if there is none.</summary>
    public string? UserId { get; init; }

    /// <summary>The end user's session; null if there is no end user.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>
    /// What came with the call: at the gateway what its transaction tokens are exchanged for, elsewhere the transaction token, which goes
    /// on with the calls that are made while this one is served.
    /// </summary>
    public CallTokens Tokens { get; internal init; }

    /// <summary>Whether the call is anonymous: neither caller nor user is known.</summary>
    internal bool IsAnonymous { get; init; }

    /// <summary>What the policy lets the call see.</summary>
    public required Scope Scope { get; init; }

    /// <summary>
    /// The user whose rows alone the call may see; null for any user's. <see cref="Guid.Empty"/>, which no user has, if the call has no end
    /// user.
    /// </summary>
    public Guid? Owner => Scope == Scope.Any ? null : Guid.TryParse(UserId, out var user) ? user : Guid.Empty;

    /// <summary>The idempotency key as the caller has given it; null or empty without one.</summary>
    public string? Key { get; init; }

    /// <summary>The key under which a repeat of this call is the same call; null without one.</summary>
    public IdempotencyKey? Idempotency
    {
        get => field is null ? null : field with { AnswerBy = AnswerBy };
        init;
    }

    /// <summary>When the caller stops waiting.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>When to answer with what is known, so that the answer still reaches the caller.</summary>
    public DateTimeOffset AnswerBy => Deadline - AnswerMargin;

    /// <summary>Whether no caller upstream retries: the call came in by REST.</summary>
    internal bool IsOutermost { get; init; }

    /// <summary>Whether the reply is complete but degraded; the generic surfaces answer PARTIAL.</summary>
    public bool IsDegraded { get; set; }

    /// <summary>The capabilities called downstream so far; for the generic surfaces.</summary>
    internal ToolCallLog ToolCalls => LazyInitializer.EnsureInitialized(ref _toolCalls);
}

/// <summary>Reaches the <see cref="CapabilityContext"/> from a service's method.</summary>
public static class CapabilityContextExtensions
{
    /// <summary>The call's context.</summary>
    public static CapabilityContext Call(this ServerCallContext context) =>
        context is CapabilityCallContext { Call: var call } ? call
            : throw new InvalidOperationException("The call did not pass the capability invoker.");
}
