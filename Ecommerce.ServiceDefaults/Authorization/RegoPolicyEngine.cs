using Microsoft.Extensions.Logging;
using Rego;

namespace Ecommerce.ServiceDefaults;

/// <summary>Evaluates the policies in process. They are loaded before the agent is ready; one that does not load stops it.</summary>
internal sealed class RegoPolicyEngine : IPolicyEngine
{
    private readonly RegoQuery _decision;
    private readonly RegoQuery _visible;
    private readonly TimeProvider _time;

    public RegoPolicyEngine(AgentInfo agent, AgentSettings settings, TimeProvider time, ILogger<RegoPolicyEngine> logger)
    {
        _time = time;
        var policies = RegoPolicy.LoadDirectory(settings.PolicyPath, PolicyData.Create(agent.TrustDomain, settings.Operators));
        _decision = policies.Prepare($"data.{agent.Name}.authz.decision");
        _visible = policies.Prepare($"data.{agent.Name}.authz.visible");
        Log.PoliciesLoaded(logger, settings.PolicyPath);
    }

    public ValueTask<RegoValue?> EvaluateAsync(PolicyRule rule, RegoValue input, CancellationToken ct) =>
        new((rule == PolicyRule.Visible ? _visible : _decision).Evaluate(input, new RegoEvaluationOptions { TimeProvider = _time, CancellationToken = ct }));
}
