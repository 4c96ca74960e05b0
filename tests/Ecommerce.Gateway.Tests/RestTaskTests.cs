using System.Text;
using Ecommerce.Contracts;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.Gateway.Tests;

public sealed class RestTaskTests
{
    [Fact]
    public void A_task_is_its_capability_and_its_request()
    {
        var task = Parse("""{"input": "{\"sku\": \"WIDGET-001\"}", "agent_type": "inventory", "capability": "get_product", "correlation_id": "c"}""");
        var capability = task.Find();
        Assert.Equal(("inventory", "get_product"), (capability.Agent, capability.Name));
        Assert.Equal("WIDGET-001", Assert.IsType<GetProductRequest>(task.Request(capability)).Sku);
    }

    [Theory]
    [InlineData("""{"agent_type": "inventory"}""", "input")]
    [InlineData("""{"input": "{}"}""", "agent_type")]
    [InlineData("""{"input": {}, "agent_type": "inventory"}""", "input")]
    [InlineData("""{"input": "{}", "agent_type": "inventory", "tier": "premium"}""", "tier")]
    [InlineData("""{"input": "{}", "input": "{}", "agent_type": "inventory"}""", "input")]
    public void A_body_that_is_no_task_is_refused_and_the_field_named(string body, string field)
    {
        var problem = Assert.Throws<ProblemException>(() => Parse(body));
        Assert.Equal((ErrorCodes.InvalidRequest, field), (problem.Code, problem.Field ?? ""));
    }

    [Theory]
    [InlineData("nobody", null, ErrorCodes.NotFound, "agent_type")]
    [InlineData("gateway", null, ErrorCodes.NotFound, "agent_type")]
    [InlineData("gateway", "route", ErrorCodes.NotFound, "agent_type")]
    [InlineData("inventory", "no_such_thing", ErrorCodes.NotFound, "capability")]
    [InlineData("inventory", null, ErrorCodes.InvalidRequest, "capability")]
    [InlineData("order", "watch_order", ErrorCodes.InvalidRequest, "capability")]
    public void Only_unary_capabilities_behind_the_gateway_are_tasks(string agent, string? capability, string code, string field)
    {
        var problem = Assert.Throws<ProblemException>(() => new RestTask("{}", agent, capability).Find());
        Assert.Equal((code, field), (problem.Code, problem.Field ?? ""));
    }

    private static RestTask Parse(string body) => RestTask.Parse(Encoding.UTF8.GetBytes(body));
}
