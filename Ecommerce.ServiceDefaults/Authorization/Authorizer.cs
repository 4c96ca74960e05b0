using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>Asks the policy and reports its decision. Anything but an explicit allow is a denial.</summary>
internal sealed class Authorizer(
    IPolicyEngine engine, AgentInfo agent, AuditLog audit, AgentMetrics metrics, DecisionLog decisions, TimeProvider time,
    ILogger<Authorizer> logger)
{
    /// <summary>The action of a call whose capability does not exist; no rule allows it.</summary>
    public const string UnknownAction = "unknown";

    private static readonly Decision Unanswered = Decision.Deny("the policy could not be evaluated");

    private readonly DecisionFailures _failures = new(metrics, time, logger);

    /// <summary>Decides within the caller's deadline.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: there is no decision, so the call must not be made; it may be
    /// retried.</exception>
    public async ValueTask<Decision> DecideAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var activity = AgentTelemetry.Start(
            request.Direction == Direction.Inbound ? "authz_check_inbound" : "authz_check_outbound");
        var (answer, failure) = await AskAsync(PolicyRule.Decision, request, cancellationToken);
        var decision = answer?.Decision ?? Unanswered;
        var duration = time.GetElapsedTime(started);
        if (request.Direction == Direction.Inbound && RequestOrigin.Current is { } origin)
        {
            origin.IsDecided = true;
        }

        var peer = request.Direction == Direction.Inbound ? request.Caller : request.Callee;
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag("agent.name", agent.Name).SetTag("agent.capability", request.Action)
                .SetTag("agent.caller.spiffe_id", request.Caller).SetTag("agent.target.spiffe_id", request.Callee);
        }

        metrics.Decided(peer, request.Action, decision.Allow, duration);
        decisions.Add(request, decision, answer?.Revision ?? "", duration);
        Log.Decided(
            logger, decision.Allow || failure is not null ? LogLevel.Debug : LogLevel.Warning, decision.Allow ? "allow" : "deny",
            request.Direction, request.CallerName, request.Callee, request.Action, request.ActorName, decision.Reason, decision.PolicyId);
        var problem = failure is null ? null : Unavailable(request, failure);
        await RecordAsync(request, decision, problem?.Code ?? ErrorCodes.Forbidden, duration);
        return problem is null ? decision : throw problem;
    }

    /// <summary>Whether some request of this kind would be allowed; the request itself is not asked about.</summary>
    /// <exception cref="ProblemException"><c>unavailable</c>: there is no answer.</exception>
    public async ValueTask<bool> IsVisibleAsync(AuthorizationRequest question, CancellationToken cancellationToken)
    {
        var (answer, failure) = await AskAsync(PolicyRule.Visible, question with { Request = null }, cancellationToken);
        return failure is null ? answer is { Value.IsTrue: true } : throw Unavailable(question, failure);
    }

    /// <summary>Refuses a caller that would be denied whatever the request, as it is refused an unknown capability.</summary>
    /// <exception cref="ProblemException"><c>forbidden</c>.</exception>
    public async Task RequireVisibleAsync(AuthorizationRequest question, CancellationToken cancellationToken)
    {
        if (!await IsVisibleAsync(question, cancellationToken))
        {
            throw await RefuseAsync(question, cancellationToken);
        }
    }

    /// <summary>A refusal without a request; it is logged and audited like every denial.</summary>
    public async Task<ProblemException> RefuseAsync(AuthorizationRequest question, CancellationToken cancellationToken)
    {
        await DecideAsync(question with { Request = null }, cancellationToken);
        return ProblemException.Forbidden();
    }

    // An allowed inbound call is recorded with its outcome. Whoever is denied and has left has been denied all the same.
    private async ValueTask RecordAsync(AuthorizationRequest request, Decision decision, string refusal, TimeSpan duration)
    {
        if (!audit.IsEnabled)
        {
            return;
        }

        if (!decision.Allow && request.IsAnonymous && !audit.TryTakeRow(request.Action, refusal))
        {
            audit.Count(RequestOrigin.Count(AuditEvent.AuthCheck, refusal, request.CallerName, request.Action));
        }
        else if (!decision.Allow)
        {
            await audit.RecordAsync(AuditEvent.Check(request, decision, duration) with { Outcome = refusal }, CancellationToken.None);
        }
        else if (request.Direction == Direction.Outbound && request.IsCounted)
        {
            audit.Count(RequestOrigin.Count(AuditEvent.AuthCheck, AuditEvent.Ok, request.CallerName, request.Action));
        }
        else if (request.Direction == Direction.Outbound)
        {
            audit.Record(AuditEvent.Check(request, decision, duration));
        }
    }

    private async ValueTask<(PolicyAnswer? Answer, PolicyUnavailableException? Failure)> AskAsync(
        PolicyRule rule, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return (await engine.EvaluateAsync(rule, request, cancellationToken), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return (null, exception as PolicyUnavailableException
                ?? new(PolicyFailure.Fault, $"{exception.GetType().Name}: {exception.Message}", exception));
        }
    }

    private ProblemException Unavailable(AuthorizationRequest request, PolicyUnavailableException exception)
    {
        _failures.Report(request.Action, exception);
        return ProblemException.Unavailable("The call cannot be decided now.", exception);
    }
}
