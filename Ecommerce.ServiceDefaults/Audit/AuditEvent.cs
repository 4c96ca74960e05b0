using System.Diagnostics;

namespace Ecommerce.ServiceDefaults;

/// <summary>A line of the audit table.</summary>
internal sealed record AuditEvent(
    string EventType,
    string? CallerId = null,
    string? ActorId = null,
    string? PeerId = null,
    string? Action = null,
    string? Resource = null,
    string? Decision = null,
    string? Reason = null,
    TimeSpan? Duration = null)
{
    public string? TraceId { get; } = Activity.Current?.TraceId.ToString();

    public string? SpanId { get; } = Activity.Current?.SpanId.ToString();

    /// <summary>A decision.</summary>
    public static AuditEvent Check(AuthorizationRequest request, Decision decision, TimeSpan duration) => new(
        "AUTH_CHECK", request.Caller, request.Actor, request.Direction == Direction.Inbound ? request.Caller : request.Callee,
        request.Action, request.Callee, decision.Allow ? "allow" : "deny", decision.Reason, duration);

    /// <summary>A capability that was admitted, with the decision that admitted it.</summary>
    public static AuditEvent Call(string action, string caller, string actor, Decision decision) =>
        new("CAPABILITY_CALL", caller, actor, caller, action, Decision: "allow", Reason: decision.Reason);
}
