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

    [Fact]
    public void What_the_registrations_say_of_an_identity_reaches_SPIRE_and_the_development_authority()
    {
        var properties = Properties().Matches(Source("libraries", "Spiffe.Hosting", "SpiffeWorkload.cs"))
            .Select(property => property.Groups[1].Value).ToList();
        Assert.Equal(["DnsNames", "SvidLifetime", "TokenLifetime", "Selectors"], properties);

        Passes(properties, "Ecommerce.AppHost", "ShopIdentity.cs");
        Passes(properties, "libraries", "Spiffe.Hosting", "SpireFiles.cs");
        // The authority gives each workload a socket of its own.
        Passes(properties.Except(["Selectors"]), "libraries", "Spiffe.Hosting", "DevelopmentAuthorityExtensions.cs");

        static void Passes(IEnumerable<string> properties, params string[] path) =>
            Assert.All(properties, property => Assert.Contains($"workload.{property}", Source(path), StringComparison.Ordinal));

        static string Source(params string[] path) => File.ReadAllText(RepositoryRoot.At(path));
    }

    [Fact]
    public void The_page_names_every_parameter_that_an_operator_has_to_give()
    {
        var sources = Directory.GetFiles(RepositoryRoot.At("Ecommerce.AppHost"), "*.cs", SearchOption.AllDirectories);
        var names = sources.SelectMany(source => Parameters().Matches(File.ReadAllText(source)))
            .Select(name => name.Groups[1].Value).Distinct().ToList();
        var page = File.ReadAllText(RepositoryRoot.At("docs", "aspire.md"));

        Assert.Equal(
            ["events-broker", "payment-provider", "postgres-server", "registry-endpoint", "storefront-hosts", "trusted-proxies"],
            names.Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"Parameter\((?:\w+, )?""([a-z-]+)""\)")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"^    public .* (\w+) \{ get; init; \}", RegexOptions.Multiline)]
    private static partial Regex Properties();

    [GeneratedRegex(@"^(?<caller>\w+)\.MayCall\((?<callees>[\w, ]*)\);$", RegexOptions.Multiline)]
    private static partial Regex Calls();
}
