using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Development;
using Rego;
using Rego.Values;

namespace Ecommerce.Contracts.Tests.Conformance;

/// <summary>Holds every agent's policy to the catalogue: nothing without a rule, no rule without a capability.</summary>
public class PolicyConformanceTests
{
    // Actions that are not capabilities but are decided alike.
    private static readonly string[] OtherActions = ["agent.card", "agent.health"];

    private static readonly RegoPolicy Policies = RegoPolicy.LoadDirectory(RepositoryRoot.At("policies"));

    public static TheoryData<string> Agents => [.. AgentNames.All];

    public static TheoryData<string, string> Capabilities
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var capability in CapabilityCatalogue.All)
            {
                data.Add(capability.Agent, capability.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void Every_capability_has_a_rule_and_a_deny_test(string agent, string capability)
    {
        var (policy, tests) = ($"policies/{agent}_authz.rego", $"policies/tests/{agent}_authz_test.rego");
        List<string> missing = [];
        if (!Inbound(agent).Contains(capability))
        {
            missing.Add($"{policy}: no rule names \"{capability}\", so every call of it is denied");
        }

        if (!Regex.IsMatch(File.ReadAllText(RepositoryRoot.At(tests)), $@"(?m)^test_{capability}_denied\w* if"))
        {
            missing.Add($"{tests}: no test named test_{capability}_denied… shows a caller to whom it is denied");
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_rule_is_about_a_capability(string agent)
    {
        Assert.NotEmpty(Inbound(agent));
        Assert.All(Inbound(agent).Except(OtherActions), action => AssertCapability(agent, action));
        Assert.All(Outbound(agent), call => AssertCapability(call[0], call[1]));

        void AssertCapability(string callee, string action) => Assert.True(
            CapabilityCatalogue.Find(callee, action) is not null,
            $"policies/{agent}_authz.rego: \"{action}\" is not a capability of {callee}");
    }

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_agent_lets_owners_have_their_tasks(string agent) => Assert.NotEmpty(Evaluate<string>(
        $"{{action | data.shop.task_actions[action]; data.{agent}.authz.decision.allow "
        + $"with input as {{\"direction\": \"inbound\", \"action\": action, \"caller_spiffe_id\": \"spiffe://x/agent/admin\", "
        + $"\"callee_spiffe_id\": \"spiffe://x/agent/{agent}\"}} with data.trust_domain as \"x\"}}"));

    [Theory]
    [InlineData("check", "--strict")]
    [InlineData("fmt", "--fail", "--list")]
    [InlineData("test", Traits = ["Form", "long"])]
    public async Task Opa_agrees(params string[] command)
    {
        GeneratedFile.Accept();
        var opa = SharedTools.Find("opa");
        Assert.SkipWhen(opa is null, SharedTools.Missing);
        var start = new ProcessStartInfo(opa!, [.. command, RepositoryRoot.At("policies")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    // The actions that an agent's table of callers names, whoever calls, and what it answers as a witness.
    private static string[] Inbound(string agent)
    {
        string[] named = Evaluate<string>($"{{action | data.{agent}.authz.callers[_][action]}}");
        return Contracts.Agents.All.Any(other => other.Witness == agent) ? [.. named, "countersign_audit"] : named;
    }

    // The callee and the action of each call that an agent may make.
    private static string[][] Outbound(string agent) => Evaluate<string[]>(
        $"{{[callee, action] | data.{agent}.authz.callees[callee][action]}} "
        + $"| {{[callee, action] | data.{agent}.authz.routes[callee][action]}}");

    private static T[] Evaluate<T>(string query) =>
        JsonSerializer.Deserialize<T[]>(Policies.Prepare(query).Evaluate(RegoValue.Object())!.ToJson())!;
}
