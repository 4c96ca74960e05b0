using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Decisions;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults;

/// <summary>What the shared code of agents logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Capability} failed")]
    public static partial void CapabilityFailed(ILogger logger, Exception exception, string capability);

    [LoggerMessage(2, LogLevel.Warning, "{Capability}: the database is unavailable: {Reason}")]
    public static partial void DatabaseUnavailable(ILogger logger, string capability, string reason);

    [LoggerMessage(EventId = 3,
        Message = "authz {Decision} {Direction} caller={Caller} callee={Callee} action={Action} actor={Actor} reason={Reason} "
            + "policy={PolicyId}")]
    public static partial void Decided(
        ILogger logger, LogLevel level, string decision, Direction direction, string caller, string callee, string action, string actor,
        string reason, string policyId);

    [LoggerMessage(5, LogLevel.Warning, "{Count} audit records cannot be written: {Reason}")]
    public static partial void AuditFailed(ILogger logger, int count, string reason);

    [LoggerMessage(4, LogLevel.Critical, "the audit was tampered with: {Reason}")]
    public static partial void AuditChainBroken(ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Information, "policies of revision {Revision} from {Path} are in effect")]
    public static partial void PoliciesLoaded(ILogger logger, string revision, string path);

    [LoggerMessage(7, LogLevel.Warning, "circuit to {Peer} opens after {Failures} failures in a row")]
    public static partial void CircuitOpened(ILogger logger, string peer, int failures);

    [LoggerMessage(8, LogLevel.Information, "circuit to {Peer} closes")]
    public static partial void CircuitClosed(ILogger logger, string peer);

    [LoggerMessage(9, LogLevel.Warning, "no requests to {Address} for a while: {Reason}")]
    public static partial void AddressLeftOut(ILogger logger, PeerAddress address, string reason);

    [LoggerMessage(10, LogLevel.Debug, "call to {Peer} {Method} failed: {Reason}")]
    public static partial void CallFailed(ILogger logger, string peer, string method, string reason);

    [LoggerMessage(EventId = 20, Message = "{Capability} {Outcome} resource={Resource} caller={Caller} actor={Actor} in {Milliseconds} ms")]
    public static partial void Called(
        ILogger logger, LogLevel level, string capability, string outcome, string resource, string caller, string actor, long milliseconds);

    [LoggerMessage(22, LogLevel.Information, "{Capability} {Outcome} caller={Caller} actor={Actor}: its fields cannot be read")]
    public static partial void FieldsRefused(ILogger logger, string capability, string outcome, string caller, string actor);

    [LoggerMessage(EventId = 21, Message = "refused before a decision: {Outcome} at {Listener}")]
    public static partial void Refused(ILogger logger, LogLevel level, string outcome, string listener);

    [LoggerMessage(11, LogLevel.Warning, "{Loop}.{Turn} failed and will be retried: {Reason}")]
    public static partial void LoopHeldUp(ILogger logger, string loop, string turn, string reason);

    [LoggerMessage(12, LogLevel.Warning, "a request to {Method} cannot be read: {Reason} ({Count} such requests since the last line)")]
    public static partial void RequestUnreadable(ILogger logger, string method, string reason, int count);

    [LoggerMessage(13, LogLevel.Error, "{Loop}.{Turn} failed and will be retried")]
    public static partial void LoopFailed(ILogger logger, Exception exception, string loop, string turn);

    [LoggerMessage(14, LogLevel.Debug, "{Loop}.{Turn} failed again: {Reason}")]
    public static partial void LoopFailedAgain(ILogger logger, string loop, string turn, string reason);

    [LoggerMessage(30, LogLevel.Error, "revision {Revision} stays in effect: the policies in {Path} are refused: {Problems}")]
    public static partial void PoliciesRefused(ILogger logger, string revision, string path, string problems);

    [LoggerMessage(EventId = 31, Message = "{State}")]
    public static partial void Readiness(ILogger logger, LogLevel level, string state);

    [LoggerMessage(32, LogLevel.Error, "no decision on {Action} ({Reason}, {Count} since the last such line): {Message}")]
    public static partial void DecisionFailed(ILogger logger, string action, PolicyFailure reason, long count, string message);

    [LoggerMessage(33, LogLevel.Information, "events are published to {Exchange} at {Host}")]
    public static partial void BrokerConnected(ILogger logger, string host, string exchange);

    [LoggerMessage(34, LogLevel.Information, "the public port has a new certificate, good until {NotAfter:O}")]
    public static partial void CertificateLoaded(ILogger logger, DateTime notAfter);

    [LoggerMessage(35, LogLevel.Error, "the public port keeps its certificate: the files were changed and cannot be used: {Reason}")]
    public static partial void CertificateRefused(ILogger logger, string reason);

    [LoggerMessage(40, LogLevel.Error, "a request failed")]
    public static partial void RequestFailed(ILogger logger, Exception exception);

    [LoggerMessage(41, LogLevel.Warning, "{Task}: how it ended cannot be written and will be retried: {Reason}")]
    public static partial void TaskNotWritten(ILogger logger, string task, string reason);

    [LoggerMessage(42, LogLevel.Error, "{Task}: how it ended was not written; it is ended once its lease is over")]
    public static partial void TaskLeft(ILogger logger, Exception exception, string task);

    [LoggerMessage(43, LogLevel.Warning, "{Task}: what happens to it is not told any more, but for its end: {Reason}")]
    public static partial void TaskUntold(ILogger logger, string task, string reason);

    [LoggerMessage(44, LogLevel.Debug, "{Task}: {Receiver} has not taken a notification, attempt {Attempt}: {Reason}")]
    public static partial void PushRefused(ILogger logger, string task, string receiver, int attempt, string reason);

    [LoggerMessage(45, LogLevel.Warning, "{Task}: {Receiver} gets no more notifications after {Attempts} attempts: {Reason}")]
    public static partial void PushGivenUp(ILogger logger, string task, string receiver, int attempts, string reason);

    [LoggerMessage(46, LogLevel.Warning, "{Task}: its notifications are held up: {Reason}")]
    public static partial void PushHeldUp(ILogger logger, string task, string reason);
}
