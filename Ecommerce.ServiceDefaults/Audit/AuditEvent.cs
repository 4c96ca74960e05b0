using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Decisions;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Audit;

/// <summary>
/// A row of the audit table. The types are those that AgentWeave names, <c>REQUEST_REFUSED</c> for requests that were refused before a
/// decision, and <c>AUDIT_CHAIN_BROKEN</c>.
/// </summary>
/// <param name="EventType">What happened.</param>
internal sealed record AuditEvent(string EventType)
{
    /// <summary>The outcome of a success.</summary>
    public const string Ok = "ok";

    public const string CapabilityCall = "CAPABILITY_CALL";
    public const string AuthCheck = "AUTH_CHECK";
    public const string PeerVerification = "PEER_VERIFICATION";
    public const string RequestRefused = "REQUEST_REFUSED";

    public string? TraceId { get; } = Activity.Current?.TraceId.ToString();

    public string? SpanId { get; } = Activity.Current?.SpanId.ToString();

    public string? CallerId { get; init; }

    public string? ActorId { get; init; }

    public string? PeerId { get; init; }

    public string? Action { get; init; }

    /// <summary>What it was about, such as <c>order/{id}</c>; see <see cref="AuditResource"/>.</summary>
    public string? Resource { get; init; }

    /// <summary><c>allow</c> or <c>deny</c>; null if nothing was decided.</summary>
    public string? Decision { get; init; }

    public string? Reason { get; init; }

    /// <summary><c>ok</c> or the problem's code; null until it is known.</summary>
    public string? Outcome { get; init; }

    /// <summary>Shared by the rows of one call.</summary>
    public Guid? CallId { get; init; }

    public TimeSpan? Duration { get; init; }

    /// <summary>Where it came in: <c>mtls</c>, <c>public</c>, <c>grpc_health</c>, <c>http_health</c>; of counted rows only.</summary>
    public string? Listener { get; init; }

    /// <summary>The sender's address prefix; of counted rows only.</summary>
    public string? Address { get; init; }

    /// <summary>How many requests of a minute the row stands for; null for one.</summary>
    public long? Count { get; init; }

    /// <summary>A decision by itself: every denial, and what was allowed on the way out.</summary>
    public static AuditEvent Check(AuthorizationRequest request, Decision decision, TimeSpan duration) => new(AuthCheck)
    {
        CallerId = request.CallerName,
        ActorId = request.ActorName,
        PeerId = request.PeerName,
        Action = request.Action,
        Resource = request.Resource,
        Decision = decision.Allow ? "allow" : "deny",
        Reason = decision.Reason,
        Outcome = decision.Allow ? null : ErrorCodes.Forbidden,
        Duration = duration,
    };

    /// <summary>The agent serves.</summary>
    public static AuditEvent Startup(string version) => new("STARTUP") { Reason = $"version {version}" };

    /// <summary>The agent stops normally.</summary>
    public static AuditEvent Shutdown() => new("SHUTDOWN");

    /// <summary>The chain that seals the audit is not what it was.</summary>
    public static AuditEvent ChainBroken(string reason) => new("AUDIT_CHAIN_BROKEN") { Reason = reason };

    /// <summary>The agent has another SVID or trusts other bundles.</summary>
    public static AuditEvent IdentityRotation(X509Context identity) => new("IDENTITY_ROTATION")
    {
        CallerId = identity.Svid.Id.ToString(),
        Reason = $"generation {identity.Generation}, valid until {identity.Svid.NotAfter:yyyy-MM-dd'T'HH:mm:ss'Z'}",
    };

    /// <summary>Other policies are in effect.</summary>
    /// <param name="reason">Which, such as a revision or a digest.</param>
    public static AuditEvent PolicyUpdate(string reason) => new("POLICY_UPDATE") { Reason = reason };
}
