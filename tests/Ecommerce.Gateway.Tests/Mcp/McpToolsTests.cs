using Ecommerce.Contracts;
using Ecommerce.Gateway.Mcp;

namespace Ecommerce.Gateway.Tests.Mcp;

public sealed class McpToolsTests
{
    [Fact]
    public void A_tool_is_a_capability_whose_name_is_its_own_and_never_route_or_one_with_a_secret()
    {
        Assert.Equal(McpTools.All.Count, McpTools.All.Select(tool => tool.Definition.Name).Distinct().Count());
        Assert.All(McpTools.All, tool => Assert.Same(tool, McpTools.Find(tool.Capability.Name)));
        Assert.Null(McpTools.Find("route"));
        Assert.All(McpTools.All, tool => Assert.False(Secrets.MayBeIn(tool.Capability), tool.Definition.Name));
        Assert.Null(McpTools.Find("read_audit"));
        Assert.Null(McpTools.Find("no_such_tool"));
        Assert.Equal(
            ["health"], McpTools.All.Where(tool => tool.Capability.Agent == AgentNames.Gateway).Select(tool => tool.Definition.Name));
    }

    [Fact]
    public void Everything_that_routes_lead_to_is_a_tool_unless_it_holds_a_secret() => Assert.All(
        Gateway.Rest.RestRoutes.All, route => Assert.Same(
            Secrets.MayBeIn(route.Capability) ? null : route.Capability, McpTools.Find(route.Capability.Name)?.Capability));
}
