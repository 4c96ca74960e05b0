using System.Text.Json.Nodes;
using Ecommerce.Development;

namespace Ecommerce.Contracts.Tests.Conformance;

/// <summary>A file that is derived from the contract and committed, since those who read it know no contract.</summary>
internal static class GeneratedFile
{
    /// <summary>Regenerates every file that is derived from the contract.</summary>
    public const string Command = "CONTRACT_ACCEPT=additions ./test.sh --filter Contracts";

    /// <summary>What each file must hold, by its path in the repository.</summary>
    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>
    {
        ["policies/tests/capabilities.rego"] = PolicyFixture,
        ["deploy/opa/data.json"] = OpaData.Write,
    };

    private static readonly Lazy<bool> Accepted = new(Write);

    /// <summary>With <c>CONTRACT_ACCEPT</c> set, writes every file, once; to be called before a test reads one.</summary>
    public static void Accept() => _ = Accepted.Value;

    /// <summary>The lines that two texts do not share, those of the first with a minus and those of the second with a plus.</summary>
    public static string Difference(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        return string.Join('\n', [.. old.Except(now).Select(line => $"- {line}"), .. now.Except(old).Select(line => $"+ {line}")]);
    }

    /// <summary>What <c>CONTRACT_ACCEPT</c> accepts; null if it is not set.</summary>
    /// <exception cref="InvalidOperationException">It is set where <c>CI</c> is true.</exception>
    public static string? Accepts() =>
        Accepts(Environment.GetEnvironmentVariable("CONTRACT_ACCEPT"), Environment.GetEnvironmentVariable("CI"));

    public static string? Accepts(string? accept, string? ci) => !string.IsNullOrEmpty(accept) && ci == "true"
        ? throw new InvalidOperationException("CONTRACT_ACCEPT is set and CI is true: a check must not write what it compares with")
        : accept;

    private static bool Write()
    {
        var accepts = Accepts() is "additions" or "breaking";
        foreach (var (path, content) in All.Where(_ => accepts))
        {
            File.WriteAllText(RepositoryRoot.At(path), content());
        }

        return accepts;
    }

    // As opa fmt has it.
    private static string PolicyFixture()
    {
        var agents = JsonNode.Parse(CapabilityCatalogue.PolicyData)!.AsObject().Select(agent =>
            $"\t\"{agent.Key}\": {{\n{string.Concat(agent.Value!.AsObject().Select(Line))}\t}},\n");
        return $$"""
            # Generated from the contract: {{Command}}
            package fixture

            capabilities := {
            {{string.Concat(agents)}}}

            witnesses := {
            {{string.Concat(Agents.All.Select(agent => $"\t\"{agent.Name}\": \"{agent.Witness}\",\n"))}}}

            """;

        static string Line(KeyValuePair<string, JsonNode?> capability)
        {
            var properties = capability.Value!.AsObject().Select(property => $"\"{property.Key}\": {property.Value!.ToJsonString()}");
            return $"\t\t\"{capability.Key}\": {{{string.Join(", ", properties)}}},\n";
        }
    }
}
