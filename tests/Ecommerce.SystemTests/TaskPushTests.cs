using A2A;
using A2A.Errors;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>A running agent tells receivers of its tasks.</summary>
[Collection<DisturbedShopCollection>]
public sealed class TaskPushTests(DisturbedShop shop)
{
    [Fact]
    [Trait("Form", "long")] // until the killed agent's lease has ended
    public async Task A_receiver_is_told_everything_in_order_though_the_agent_was_killed_meanwhile()
    {
        await using var receiver = await PushReceiver.StartAsync();
        receiver.Answer = 503;
        string id;
        using (var client = await AgentTaskTests.ConnectAsync(shop, AgentNames.Inventory, A2AProtocol.JsonRpc))
        {
            Assert.True(client.Card.Capabilities.PushNotifications);
            var push = new TaskPushNotificationConfig { Url = $"{receiver.Address}/hook", Token = "a token" };
            id = (await AgentTaskTests.SendAsync(client, "list_products", """{"page_size": 1}""", push)).Id;
        }

        await receiver.WaitAsync(all => all.Count > 0);
        var pid = shop.PidOf(AgentNames.Inventory);
        shop.Kill(AgentNames.Inventory);
        receiver.Answer = 200;
        await receiver.WaitAsync(all => all.Any(each => each.State == "TASK_STATE_COMPLETED"));

        Assert.NotEqual(pid, shop.PidOf(AgentNames.Inventory));
        Assert.Equal(
            ["task", "artifactUpdate", "statusUpdate"],
            receiver.All.DistinctBy(each => each.Body.ToJsonString()).Select(each => each.Kind));
        Assert.All(receiver.All, each => Assert.Equal("a token", each.Headers[A2AProtocol.NotificationTokenHeader]));
        Assert.Equal(id, (string?)receiver.All[^1].Body["statusUpdate"]!["taskId"]);
        Assert.DoesNotContain("a token", shop.LogOf(AgentNames.Inventory), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    public async Task A_receiver_inside_is_refused(string url)
    {
        using var client = await AgentTaskTests.ConnectAsync(shop, AgentNames.Inventory, A2AProtocol.JsonRpc);
        var task = await AgentTaskTests.SendAsync(client, "list_products", """{"page_size": 1}""");
        var config = new TaskPushNotificationConfig { TaskId = task.Id, Url = url };

        var refused = await Assert.ThrowsAsync<A2AException>(
            () => client.CreateTaskPushNotificationConfigAsync(config, CancellationToken.None));

        Assert.Equal((A2AError.InvalidParams, "url"), (refused.Error, Assert.Single(refused.Violations).Field));
    }
}
