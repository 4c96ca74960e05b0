using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Rego;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// Evaluates the policies in process. What is in their folder or bundle when the agent starts must hold; what is put there later takes
/// its place once it holds too; until then the previous policies stay in effect. An answer that depends on nothing but who calls whom for
/// what is remembered as long as its policies are in effect.
/// </summary>
internal sealed class RegoPolicyEngine : IPolicyEngine
{
    private readonly AgentInfo _agent;
    private readonly PolicyInput _input;
    private readonly RegoEvaluationOptions _options;
    private readonly AgentSettings _settings;
    private readonly RegoValue _data;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile PolicySet _running;
    private volatile string? _stale;
    private string? _seen;
    private string? _refused;

    /// <exception cref="AgentSetupException">The policies do not load, or do not decide.</exception>
    public RegoPolicyEngine(
        AgentInfo agent, AgentSettings settings, AgentMetrics metrics, TimeProvider time, ILogger<RegoPolicyEngine> logger)
    {
        (_agent, _settings, _time, _logger) = (agent, settings, time, logger);
        (_input, _options) = (new(agent.SpiffeId), new() { TimeProvider = time });
        _data = PolicyData.Create(agent.TrustDomain, settings.Operators);
        _running = Compile(PolicyFiles.Read(settings).AtLeast(settings.PolicyMinRevision));
        metrics.Policies(() => _stale is not null);
        Log.PoliciesLoaded(logger, _running.Revision, settings.PolicyPath);
    }

    public string? Stale => _stale;

    /// <summary>Names the policies that decide.</summary>
    public string Revision => _running.Revision;

    public ValueTask<PolicyAnswer> EvaluateAsync(PolicyRule rule, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var running = _running;
        return new(running.Memory.Find(rule, request) ?? Evaluate(running, rule, request, cancellationToken));
    }

    /// <summary>
    /// Reads the folder. Changed policies are put into effect once two reads in a row find the same texts, so that no half-written file
    /// is used, and once they compile and answer a probe. Must not run concurrently.
    /// </summary>
    /// <returns>Whether other policies decide from now on.</returns>
    public bool Refresh()
    {
        var (state, files, fault) = Look();
        var settled = state == _seen;
        _seen = state;
        if (state == _running.Revision)
        {
            (_stale, _refused) = (null, null);
            return false;
        }

        if (!settled || state == _refused)
        {
            return false;
        }

        try
        {
            _running = Compile((files ?? throw fault!).After(_running.Number));
        }
        catch (AgentSetupException exception)
        {
            _refused = state;
            _stale = $"revision {_running.Revision} stays in effect, the policies in {_settings.PolicyPath} are refused: "
                + exception.Problems[0];
            Log.PoliciesRefused(_logger, _running.Revision, _settings.PolicyPath, string.Join(" | ", exception.Problems));
            return false;
        }

        (_stale, _refused) = (null, null);
        Log.PoliciesLoaded(_logger, _running.Revision, _settings.PolicyPath);
        return true;
    }

    private PolicyAnswer Evaluate(
        PolicySet policies, PolicyRule rule, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var query = rule == PolicyRule.Visible ? policies.Visible : policies.Decision;
            var input = _input.Create(request, _time.GetUtcNow());
            var answer = new PolicyAnswer(query.Evaluate(input, out var reads, _options, cancellationToken), policies.Revision);
            if (reads.AreWithin(PolicyInput.CallMembers))
            {
                policies.Memory.Keep(rule, request, answer, isForUser: false);
            }
            else if (reads.AreWithin(PolicyInput.CallAndUserMembers))
            {
                policies.Memory.Keep(rule, request, answer, isForUser: true);
            }

            return answer;
        }
        catch (RegoEvaluationException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new PolicyUnavailableException(
                exception.IsOverBudget ? PolicyFailure.Budget : PolicyFailure.Fault, $"{exception.Rule} at {exception.Message}", exception);
        }
    }

    private (string State, PolicyFiles? Files, AgentSetupException? Fault) Look()
    {
        try
        {
            var files = PolicyFiles.Read(_settings);
            return (files.Revision, files, null);
        }
        catch (AgentSetupException exception)
        {
            return (exception.Message, null, exception);
        }
    }

    private PolicySet Compile(PolicyFiles files) => PolicySet.Compile(files, _agent, _data, _time);
}
