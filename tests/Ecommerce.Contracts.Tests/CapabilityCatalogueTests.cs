using System.Text.Json;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Contracts.Tests;

public class CapabilityCatalogueTests
{
    [Fact]
    public void A_capability_is_what_its_rpc_says()
    {
        var capability = CapabilityCatalogue.Find(AgentNames.User, "create_user");

        Assert.NotNull(capability);
        Assert.Equal("create_user", capability.Name);
        Assert.Equal("/ecommerce.v1.UserService/CreateUser", capability.FullMethodName);
        Assert.Equal("Signs up a user.", capability.Description);
        Assert.Equal(Audience.Anyone, capability.Audience);
        Assert.Equal(Idempotency.Keyed, capability.Idempotency);
        Assert.False(capability.ServerStreaming);
        Assert.Equal(CreateUserRequest.Descriptor, capability.Request);
        Assert.Equal(User.Descriptor, capability.Response);
        Assert.IsType<CreateUserRequest>(capability.RequestParser.ParseFrom(ReadOnlySpan<byte>.Empty));
    }

    [Fact]
    public void Every_rpc_of_the_shop_is_a_capability_and_is_found_by_its_path_and_its_name()
    {
        Assert.All(AgentNames.All, agent => Assert.NotEmpty(CapabilityCatalogue.Of(agent)));
        Assert.All(CapabilityCatalogue.All, c =>
        {
            Assert.Same(c, CapabilityCatalogue.Find(c.Agent, c.Name));
            Assert.Same(c, CapabilityCatalogue.FindByMethod(c.FullMethodName));
            Assert.NotEqual("", c.Description);
            Assert.Equal($"{c.Agent}Service", c.Method.Service.Name, ignoreCase: true);
        });
        Assert.Equal(
            AgentNames.All.Sum(agent => CapabilityCatalogue.Of(agent)[0].Method.Service.Methods.Count),
            CapabilityCatalogue.All.Count);
    }

    [Fact]
    public void What_is_no_capability_is_not_found()
    {
        Assert.Null(CapabilityCatalogue.Find(AgentNames.User, "create_order"));
        Assert.Null(CapabilityCatalogue.Find("nobody", "create_user"));
        Assert.Null(CapabilityCatalogue.FindByMethod("/grpc.health.v1.Health/Check"));
        Assert.Empty(CapabilityCatalogue.Of(AgentNames.Admin));
    }

    [Fact]
    public void What_takes_money_or_cannot_be_undone_says_so()
    {
        string[] irreversible =
        [
            "cancel_order", "create_order", "delete_user", "erase_user_data", "process_payment", "refund_payment", "release_reservation",
            "void_payment",
        ];
        Assert.Equal(irreversible, CapabilityCatalogue.All.Where(c => c.IsIrreversible).Select(c => c.Name).Distinct().Order());
        Assert.DoesNotContain(CapabilityCatalogue.All, c => c.IsIrreversible && c.Idempotency == Idempotency.Safe);
    }

    [Fact]
    public void What_changes_something_takes_a_key_unless_it_carries_a_secret()
    {
        var without = CapabilityCatalogue.All.Where(capability => capability.Idempotency != Idempotency.Safe && !capability.TakesKey);
        var secret = CapabilityCatalogue.All.Where(capability => capability.TakesKey && Secrets.MayBeIn(capability));

        Assert.All(without, capability => Assert.True(Secrets.MayBeIn(capability), capability.Name));
        Assert.Equal(["create_user"], secret.Select(capability => capability.Name));
        Assert.DoesNotContain(CapabilityCatalogue.All, capability => capability.Idempotency == Idempotency.Safe && capability.TakesKey);
    }

    [Fact]
    public void Policies_get_every_capability_with_audience_idempotency_and_streaming()
    {
        using var data = JsonDocument.Parse(CapabilityCatalogue.PolicyData);

        var watch = data.RootElement.GetProperty("order").GetProperty("watch_order");
        Assert.Equal("user", watch.GetProperty("audience").GetString());
        Assert.Equal("safe", watch.GetProperty("idempotency").GetString());
        Assert.True(watch.GetProperty("streaming").GetBoolean());
        Assert.Equal("agents", data.RootElement.GetProperty("payment").GetProperty("process_payment").GetProperty("audience").GetString());
        Assert.Equal(CapabilityCatalogue.All.Count, data.RootElement.EnumerateObject().Sum(agent => agent.Value.EnumerateObject().Count()));
    }
}
