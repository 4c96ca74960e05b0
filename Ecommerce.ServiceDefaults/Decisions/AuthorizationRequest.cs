using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Decisions;

/// <summary>Which side of a call decides.</summary>
public enum Direction
{
    /// <summary>The callee, as the call arrives.</summary>
    Inbound,

    /// <summary>The caller, before the call leaves.</summary>
    Outbound,
}

/// <summary>What a decision is asked about.</summary>
/// <param name="Direction">Which side asks.</param>
/// <param name="Caller">The caller's SPIFFE ID.</param>
/// <param name="Callee">The callee's SPIFFE ID.</param>
/// <param name="Action">A capability's name, or one of the other action names such as <c>agent.health</c>.</param>
/// <param name="Actor">The SPIFFE ID for which the caller calls.</param>
/// <param name="UserId">The end user; null if there is none.</param>
/// <param name="Request">The capability's request; null where there is none.</param>
public sealed record AuthorizationRequest(
    Direction Direction, string Caller, string Callee, string Action, string Actor, string? UserId, IMessage? Request)
{
    /// <summary>The action of asking an agent how it is.</summary>
    internal const string HealthAction = "agent.health";

    /// <summary>The action of reading an agent's card.</summary>
    internal const string CardAction = "agent.card";

    /// <summary>The action of reading one's task.</summary>
    public const string TaskGetAction = "task.get";

    /// <summary>The action of listing one's tasks.</summary>
    public const string TaskListAction = "task.list";

    /// <summary>The action of cancelling one's task.</summary>
    public const string TaskCancelAction = "task.cancel";

    /// <summary>The action of following one's task.</summary>
    public const string TaskSubscribeAction = "task.subscribe";

    /// <summary>The action of having notifications of one's task sent.</summary>
    public const string TaskPushAction = "task.push";

    /// <summary>The action of asking in plain words, and of approving what was proposed.</summary>
    internal const string TaskAskAction = "task.ask";

    /// <summary>What is done with tasks by their owners.</summary>
    public static IReadOnlyList<string> TaskActions { get; } =
        [TaskGetAction, TaskListAction, TaskCancelAction, TaskSubscribeAction, TaskPushAction];

    /// <summary>Every action that is no capability.</summary>
    public static IReadOnlyList<string> OtherActions { get; } =
    [
        HealthAction, CardAction, .. TaskActions, TaskAskAction,
    ];

    /// <summary>The name of an anonymous caller in logs and audit; the policy sees the gateway, which lets it in.</summary>
    internal const string Anonymous = "anonymous";

    /// <summary>
    /// The one capability that the call's token is for; null if none came with it, and the caller acts on its own authority.
    /// </summary>
    public string? TokenScope { get; init; }

    /// <summary>The end user's session; null if there is no end user.</summary>
    internal Guid? SessionId { get; init; }

    /// <summary>The capability that the action names; null where it is none.</summary>
    internal Capability? Capability { get; init; }

    /// <summary>Whether the call is anonymous: neither caller nor user is known.</summary>
    internal bool IsAnonymous { get; init; }

    /// <summary>Whether it changes nothing.</summary>
    internal bool IsRead => Capability is { Idempotency: Idempotency.Safe }
        || Action is HealthAction or CardAction or TaskGetAction or TaskListAction or TaskSubscribeAction;

    /// <summary>
    /// Whether anyone can repeat it at will: if allowed, it is counted and has no audit row of its own.
    /// </summary>
    internal bool IsCounted => IsAnonymous && IsRead;

    /// <summary>The caller's name in logs and audit.</summary>
    internal string CallerName => IsAnonymous && Caller == Callee ? Anonymous : Caller;

    /// <summary>The actor's name in logs and audit.</summary>
    internal string ActorName => IsAnonymous ? Anonymous : Actor;

    /// <summary>The peer's name in logs and audit.</summary>
    internal string PeerName => Direction == Direction.Inbound ? CallerName : Callee;

    /// <summary>What it is about; see <see cref="AuditResource"/>.</summary>
    internal string? Resource => Capability is null ? null : AuditResource.Of(Capability.Agent, Request);
}

/// <summary>What the policy says.</summary>
/// <param name="Allow">Whether the call may go on.</param>
/// <param name="Reason">Why, for the log.</param>
/// <param name="PolicyId">Which rule said so.</param>
/// <param name="Scope">Whose rows the call may see.</param>
public sealed record Decision(bool Allow, string Reason, string PolicyId, Scope Scope)
{
    /// <summary>The decision if the policy gives none.</summary>
    public static Decision Deny(string reason) => new(false, reason, "none", Scope.Own);
}
