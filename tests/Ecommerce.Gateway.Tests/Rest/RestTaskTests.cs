using Ecommerce.Contracts;
using Ecommerce.Gateway.Rest;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Tests.Rest;

public sealed class RestTaskTests
{
    [Fact]
    public void A_task_is_its_capability_and_its_input()
    {
        var task = Parse(
            """
            {"input": "{\"sku\": \"WIDGET-001\"}", "agent_type": "inventory", "capability": "get_product", "correlation_id": "c"}
            """);
        Assert.Equal(new RestTask("""{"sku": "WIDGET-001"}""", "inventory", "get_product", "c"), task);
    }

    [Theory]
    [InlineData("""{"agent_type": "inventory"}""", "input")]
    [InlineData("""{"input": "{}", "max_tokens": 1.5}""", "max_tokens")]
    [InlineData("""{"input": "{}", "max_tokens": "1"}""", "max_tokens")]
    [InlineData("""{"input": "{}", "temperature": "hot"}""", "temperature")]
    [InlineData("""{"approval": ""}""", "input")]
    [InlineData("""{"input": {}, "agent_type": "inventory"}""", "input")]
    [InlineData("""{"input": "{}", "agent_type": "inventory", "tier": "premium"}""", "tier")]
    [InlineData("""{"input": "{}", "input": "{}", "agent_type": "inventory"}""", "input")]
    public void A_body_that_is_no_task_is_refused_and_the_field_named(string body, string field)
    {
        var problem = Assert.Throws<ProblemException>(() => Parse(body));
        Assert.Equal((ErrorCodes.InvalidRequest, field), (problem.Code, problem.Field ?? ""));
    }

    [Fact]
    public void Only_plain_words_come_without_an_agent() =>
        Assert.Equal("agent_type", Assert.Throws<ProblemException>(() => Parse("""{"input": "{}"}""").RequireAgent()).Field);

    [Theory]
    [InlineData("nobody")]
    [InlineData("gateway")]
    public void A_service_that_is_not_behind_the_gateway_is_not_found(string service)
    {
        var problem = Assert.Throws<ProblemException>(() => AgentRouter.Find(service, "route", "agent_type"));
        Assert.Equal((ErrorCodes.NotFound, "agent_type"), (problem.Code, problem.Field));
        Assert.Null(AgentRouter.Find("inventory", "no_such_thing"));
    }

    private static RestTask Parse(string body) => RestTask.Parse(RequestJson.Check(body));
}
