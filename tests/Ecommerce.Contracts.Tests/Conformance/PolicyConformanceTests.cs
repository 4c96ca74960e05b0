using System.Diagnostics;
using System.Text.RegularExpressions;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.Contracts.Tests.Conformance;

/// <summary>Holds every agent's policy to the catalogue: nothing without a rule, no rule without a capability.</summary>
public partial class PolicyConformanceTests
{
    // Actions that are no capabilities but are decided alike.
    private static readonly string[] OtherActions = ["agent.card", "agent.health"];

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
        if (!ActionsOf(agent).Contains(capability))
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
        var known = CapabilityCatalogue.All.Select(c => c.Name).Concat(OtherActions).ToHashSet();
        Assert.All(ActionsOf(agent).Except(known), action => Assert.Fail($"policies/{agent}_authz.rego: \"{action}\" is not a capability"));
    }

    [Theory]
    [InlineData("check", "--strict")]
    [InlineData("fmt", "--fail", "--list")]
    [InlineData("test")]
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

    private static HashSet<string> ActionsOf(string agent) =>
    [
        .. Action().Matches(File.ReadAllText(RepositoryRoot.At("policies", $"{agent}_authz.rego")))
            .Select(match => match.Groups[1].Value)
            .Except(["reason", "policy_id"]),
    ];

    // A table's line, "create_user": "why".
    [GeneratedRegex("\"([a-z_.]+)\": \"")]
    private static partial Regex Action();
}
