using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>Whether calls can be decided: a decision is evaluated, in process or by OPA, as a call's would be.</summary>
internal sealed class PolicyHealth(IPolicyEngine engine, AgentInfo agent) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var answer = await engine.EvaluateAsync(PolicyRule.Decision, PolicyProbe.Request(agent), cancellationToken);
            return PolicyProbe.Fault(agent, answer.Value) is { } fault ? HealthCheckResult.Unhealthy(fault)
                : engine.Stale is { } stale ? HealthCheckResult.Degraded(stale)
                : HealthCheckResult.Healthy();
        }
        catch (PolicyUnavailableException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }
}
