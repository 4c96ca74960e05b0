using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>Who calls an agent itself, as <c>policies/matrix.md</c> says: what people review, not what the policies are asked.</summary>
internal static class MatrixPairs
{
    private const string Nobody = "–";

    /// <summary>Every workload that calls.</summary>
    public static IReadOnlyList<string> Callers { get; } = [.. AgentNames.All, AgentNames.Admin, "cli", "web"];

    /// <summary>The agents, <c>admin</c>, <c>cli</c> and <c>web</c>, as far as they call it.</summary>
    public static IReadOnlySet<string> CallersOf(string agent)
    {
        var rows = File.ReadAllText(RepositoryRoot.At("policies", "matrix.md")).Split("\n## ")
            .Single(section => section.StartsWith(agent + "\n", StringComparison.Ordinal)).Split('\n').Where(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        HashSet<string> callers = [.. Column("agents").SelectMany(cell => cell.Split(", "))];
        if (Column("admin").Any())
        {
            callers.Add(AgentNames.Admin);
        }

        // Clients are routed to all others.
        if (agent == AgentNames.Gateway && Column("operator").Any())
        {
            callers.Add("cli");
            callers.Add("web");
        }

        return callers;

        IEnumerable<string> Column(string title) =>
            rows.Skip(2).Select(row => row[Array.IndexOf(rows[0], title)]).Where(cell => cell != Nobody);
    }
}
