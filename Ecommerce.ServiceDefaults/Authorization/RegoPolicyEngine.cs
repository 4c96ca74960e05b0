using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;
using Rego;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// Evaluates the policies in process. What is in their folder when the agent starts must hold; what is put there later takes its place
/// once it holds too; until then the previous policies stay in effect.
/// </summary>
internal sealed class RegoPolicyEngine : IPolicyEngine
{
    private readonly AgentInfo _agent;
    private readonly string _folder;
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
        (_agent, _folder, _time, _logger) = (agent, settings.PolicyPath, time, logger);
        _data = PolicyData.Create(agent.TrustDomain, settings.Operators);
        _running = Compile(PolicyFiles.Read(_folder));
        metrics.Policies(() => _stale is not null);
        Log.PoliciesLoaded(logger, _running.Revision, _folder);
    }

    public string? Stale => _stale;

    /// <summary>Names the policies that decide.</summary>
    public string Revision => _running.Revision;

    public ValueTask<RegoValue?> EvaluateAsync(PolicyRule rule, RegoValue input, CancellationToken cancellationToken)
    {
        try
        {
            var running = _running;
            var query = rule == PolicyRule.Visible ? running.Visible : running.Decision;
            return new(query.Evaluate(input, new RegoEvaluationOptions { TimeProvider = _time, CancellationToken = cancellationToken }));
        }
        catch (RegoEvaluationException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new PolicyUnavailableException(
                exception.IsOverBudget ? PolicyFailure.Budget : PolicyFailure.Fault, $"{exception.Rule} at {exception.Message}", exception);
        }
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
            _running = Compile(files ?? throw fault!);
        }
        catch (AgentSetupException exception)
        {
            _refused = state;
            _stale = $"revision {_running.Revision} stays in effect, the policies in {_folder} are refused: {exception.Problems[0]}";
            Log.PoliciesRefused(_logger, _running.Revision, _folder, string.Join(" | ", exception.Problems));
            return false;
        }

        (_stale, _refused) = (null, null);
        Log.PoliciesLoaded(_logger, _running.Revision, _folder);
        return true;
    }

    private (string State, PolicyFiles? Files, AgentSetupException? Fault) Look()
    {
        try
        {
            var files = PolicyFiles.Read(_folder);
            return (files.Revision, files, null);
        }
        catch (AgentSetupException exception)
        {
            return (exception.Message, null, exception);
        }
    }

    private PolicySet Compile(PolicyFiles files) => PolicySet.Compile(files, _agent, _data, _time);
}
