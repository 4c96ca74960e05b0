using System.Text;
using Ecommerce.Development;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.ServiceDefaults.Database;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>Every state that the saga, its store and the world around can get into together, and what must hold there.</summary>
public sealed class CheckoutExplorationTests(ITestOutputHelper output)
{
    private static readonly CheckoutExplorer Explorer = new(CheckoutRules.AsBuilt);

    private static readonly Lazy<Exploration> Found = new(Explorer.Explore);

    [Fact]
    public void Every_order_of_events_keeps_every_rule()
    {
        var found = Found.Value;
        output.WriteLine($"{found.States:N0} states, {found.Steps:N0} steps, {(found.Violation is null ? 0 : 1)} violations");
        Assert.True(found.Violation is null, CheckoutScript.Of(found, Explorer.Model));
        Assert.Equal(Enum.GetValues<CheckoutPhase>().Except([CheckoutPhase.Started]).Order(), found.Phases.Order());
    }

    [Fact]
    [Trait("Form", "long")]
    public void Every_order_of_events_keeps_every_rule_with_two_replicas_to_their_ends()
    {
        var explorer = new CheckoutExplorer(new() { FollowsStale = true });
        var found = explorer.Explore();
        output.WriteLine($"{found.States:N0} states, {found.Steps:N0} steps");
        Assert.True(found.Violation is null, CheckoutScript.Of(found, explorer.Model));
    }

    [Fact]
    public void The_diagram_in_the_documentation_is_the_table()
    {
        Assert.Null(Found.Value.Violation);
        var diagram = new StringBuilder("```mermaid\nstateDiagram-v2\n");
        var moves = Explorer.Model.Decisions.Where(decision => decision.Before.Phase != decision.After.Phase)
            .GroupBy(
                decision => (From: decision.Before.Phase, To: decision.After.Phase),
                decision => decision.Event.GetType().Name)
            .OrderBy(move => move.Key);
        foreach (var move in moves)
        {
            var events = string.Join(", ", move.Distinct().Order(StringComparer.Ordinal));
            diagram.Append($"    {move.Key.From.ToColumn()} --> {move.Key.To.ToColumn()}: {events}\n");
        }

        diagram.Append("```\n");
        var page = File.ReadAllText(RepositoryRoot.At("docs", "checkout.md")).ReplaceLineEndings("\n");
        Assert.True(page.Contains(diagram.ToString(), StringComparison.Ordinal), $"docs/checkout.md should hold:\n{diagram}");
    }
}
