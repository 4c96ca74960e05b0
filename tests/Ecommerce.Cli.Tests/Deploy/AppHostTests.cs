using System.Text.RegularExpressions;
using Ecommerce.Cli.Authz;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Tests.Deploy;

/// <summary>The topology for Aspire, which is not compiled everywhere: as its program is written.</summary>
public sealed partial class AppHostTests
{
    [Fact]
    public void An_agent_has_the_addresses_of_those_that_the_policies_let_it_call_and_no_others()
    {
        var graph = CallGraph.Of(PolicyCheck.Load());
        var program = File.ReadAllText(RepositoryRoot.At("Ecommerce.AppHost", "Program.cs"));
        Assert.Equal(
            AgentNames.All.Select(agent => $"{agent} may call {string.Join(", ", graph.CalleesOf(agent))}"),
            Calls().Matches(program).Select(call => $"{call.Groups["caller"].Value} may call {call.Groups["callees"].Value}"));
    }

    [GeneratedRegex(@"^(?<caller>\w+)\.MayCall\((?<callees>[\w, ]*)\);$", RegexOptions.Multiline)]
    private static partial Regex Calls();
}
