using Ecommerce.ServiceDefaults.Configuration;
using Rego;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// One revision of the policies, compiled and tried. A decision ends with the revision that it began with, and what is remembered of a
/// revision ends with it.
/// </summary>
/// <param name="Decision">The agent's own <see cref="PolicyRule.Decision"/>.</param>
/// <param name="Visible">The agent's own <see cref="PolicyRule.Visible"/>.</param>
/// <param name="Revision">See <see cref="PolicyFiles.Revision"/>.</param>
/// <param name="Number">See <see cref="PolicyFiles.Number"/>.</param>
internal sealed record PolicySet(RegoQuery Decision, RegoQuery Visible, string Revision, long? Number)
{
    /// <summary>Answers of this revision.</summary>
    public PolicyMemory Memory { get; } = new();

    /// <summary>Compiles the policies and evaluates one decision, so that policies that cannot decide never run.</summary>
    /// <exception cref="AgentSetupException">They do not compile, or give no decision.</exception>
    public static PolicySet Compile(PolicyFiles files, AgentInfo agent, RegoValue data, TimeProvider time)
    {
        try
        {
            var policies = RegoPolicy.Load(files.Sources, files.Data is { } signed ? PolicyData.Merge(signed, data) : data);
            var decision = policies.Prepare(PolicyProbe.Query(agent));
            var input = new PolicyInput(agent.SpiffeId).Create(PolicyProbe.Request(agent), time.GetUtcNow());
            var answer = decision.Evaluate(input, new RegoEvaluationOptions { TimeProvider = time });
            return PolicyProbe.Fault(agent, answer) is { } fault
                ? throw new AgentSetupException([fault])
                : new(decision, policies.Prepare($"data.{agent.Name}.authz.visible"), files.Revision, files.Number);
        }
        catch (RegoLoadException exception)
        {
            throw new AgentSetupException([.. exception.Errors.Select(error => error.ToString())], exception);
        }
        catch (RegoEvaluationException exception)
        {
            throw new AgentSetupException([$"{PolicyProbe.Query(agent)} cannot be evaluated: {exception.Message}"], exception);
        }
        catch (Exception exception) when (exception is not AgentSetupException)
        {
            throw new AgentSetupException(
                [$"the policies of revision {files.Revision} cannot be compiled: {exception.Message}"], exception);
        }
    }
}
