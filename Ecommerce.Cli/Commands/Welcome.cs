using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary>What <c>up</c> prints when everything is ready.</summary>
internal static class Welcome
{
    /// <summary>Addresses, and what to try.</summary>
    public static string Text(Instance instance, DataFolder folder)
    {
        var ports = instance.Ports;
        var gateway = AgentProgram.All.First(agent => agent.Name == AgentNames.Gateway);
        var doors = string.Join(", ", ports.ByReplica.Select(own => $"http://127.0.0.1:{own.Public}"));
        var mtls = string.Join(", ", ports.ByReplica.Select(own => $"https://127.0.0.1:{own.Mtls(gateway)}"));
        var dashboard = instance.DashboardUrl is { } url ? $"\n  dashboard        {url}" : "";
        return $$$"""
              storefront       {{{StorefrontProgram.AddressOf(ports)}}}
              public           {{{doors}}}
              gateway (mTLS)   {{{mtls}}}{{{dashboard}}}

            Try:
              bin/ecommerce demo{{{folder.Option}}}
              bin/ecommerce call{{{folder.Option}}} --target gateway --capability route \
                --data '{"service": "inventory", "action": "list_products", "payload": {}}'
              curl http://127.0.0.1:{{{ports.Public}}}/api/v1/products
              bin/ecommerce status{{{folder.Option}}}
              bin/ecommerce down{{{folder.Option}}}
            """;
    }
}
