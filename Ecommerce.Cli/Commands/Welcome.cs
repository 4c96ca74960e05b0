using Ecommerce.Cli.Development;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Commands;

/// <summary>What <c>up</c> says when everything is ready.</summary>
internal static class Welcome
{
    /// <summary>Addresses, and two calls to try.</summary>
    public static string Text(Instance instance)
    {
        var ports = instance.Ports;
        var gateway = AgentProgram.All.First(agent => agent.Name == AgentNames.Gateway);
        var dashboard = instance.DashboardUrl is { } url ? $"\n  dashboard        {url}" : "";
        return $$$"""
              public door      http://127.0.0.1:{{{ports.Public}}}
              gateway (mTLS)   https://127.0.0.1:{{{ports.Mtls(gateway)}}}{{{dashboard}}}

            Try:
              bin/ecommerce call --target spiffe://agentweave.io/agent/gateway --capability route \
                --data '{"service": "inventory", "action": "list_products", "payload": {}}'
              curl http://127.0.0.1:{{{ports.Public}}}/api/v1/products
            """;
    }
}
