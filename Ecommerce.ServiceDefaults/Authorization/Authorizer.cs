using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults;

/// <summary>Asks the policy and reports what it said. Whatever is not a clear yes is a no.</summary>
internal sealed class Authorizer(
    IPolicyEngine engine, AgentInfo agent, AuditLog audit, AgentMetrics metrics, TimeProvider time, ILogger<Authorizer> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public async ValueTask<Decision> DecideAsync(AuthorizationRequest request, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using var activity = AgentTelemetry.Source.StartActivity(
            request.Direction == Direction.Inbound ? "authz_check_inbound" : "authz_check_outbound");
        var decision = await AskAsync(request, ct);
        var duration = time.GetElapsedTime(started);
        var peer = request.Direction == Direction.Inbound ? request.Caller : request.Callee;
        activity?.SetTag("agent.name", agent.Name).SetTag("agent.capability", request.Action)
            .SetTag("agent.caller.spiffe_id", request.Caller).SetTag("agent.target.spiffe_id", request.Callee);

        metrics.Decided(peer, request.Action, decision.Allow, duration);
        Log.Decided(logger, decision.Allow ? LogLevel.Debug : LogLevel.Warning, decision.Allow ? "allow" : "deny", request.Direction,
            request.Caller, request.Callee, request.Action, request.Actor, decision.Reason, decision.PolicyId);
        if (!decision.Allow || request.Direction == Direction.Outbound)
        {
            // An inbound yes is recorded with the call itself.
            _ = audit.RecordAsync(AuditEvent.Check(request, decision, duration), CancellationToken.None);
        }

        return decision;
    }

    private async ValueTask<Decision> AskAsync(AuthorizationRequest request, CancellationToken ct)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Limit);
            var value = await engine.EvaluateAsync(PolicyInput.From(request, time.GetUtcNow()), limit.Token);
            return PolicyResult.Read(value);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            Log.DecisionFailed(logger, e, request.Action);
            return Decision.Deny("the policy could not be evaluated");
        }
    }
}
