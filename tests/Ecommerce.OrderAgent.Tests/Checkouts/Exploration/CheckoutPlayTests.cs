using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>What the exploration finds is not the model's own: it happens in the agent's worker, store and database.</summary>
public sealed class CheckoutPlayTests(PostgresFixture postgres)
{
    public static TheoryData<string> Names => [.. CheckoutMutantTests.Tables];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_breaks_a_rule_of_a_table_breaks_it_in_a_running_agent_and_does_not_with_the_true_table(string mutant)
    {
        var rules = CheckoutMutantTests.RulesOf(mutant);
        var explorer = new CheckoutExplorer(rules);
        var found = explorer.Explore();

        TestContext.Current.TestOutputHelper!.WriteLine(CheckoutScript.Of(found, explorer.Model));
        var broken = await CheckoutPlayer.PlayAsync(postgres, rules, found, explorer.Model);
        Assert.NotNull(broken);
        Assert.Equal(RuleOf(found.Violation!), RuleOf(broken));
        Assert.Null(await CheckoutPlayer.PlayAsync(postgres, CheckoutRules.AsBuilt, found, explorer.Model));
    }

    private static string RuleOf(string violation) => violation.Split(':')[0].Replace("rule ", "", StringComparison.Ordinal);
}
