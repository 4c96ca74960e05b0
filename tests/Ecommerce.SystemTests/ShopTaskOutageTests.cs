using A2A;
using A2A.Errors;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>The shop's tasks while the order agent is away.</summary>
[Collection<DisturbedShopCollection>]
public sealed class ShopTaskOutageTests(DisturbedShop shop)
{
    [Fact]
    public async Task Tasks_of_the_gateways_own_are_there_while_the_order_agent_is_away_and_a_list_says_what_it_lacks()
    {
        using var client = await ShopTaskTests.ConnectAsync(shop, await SignedIn.CreateAsync(shop), A2AProtocol.JsonRpc);
        var task = await AgentTaskTests.SendAsync(client, "list_products", """{"page_size": 1}""");
        await shop.StopAsync(AgentNames.Order);
        try
        {
            var refused = await ShopTaskTests.RefusedAsync(() => client.ListTasksAsync(new(), CancellationToken.None));
            Assert.Equal(A2AError.Unavailable, refused.Error);
            Assert.Contains("The order agent", refused.Message, StringComparison.Ordinal);
            Assert.Equal(task, await client.GetTaskAsync(new() { Id = task.Id }, CancellationToken.None));
        }
        finally
        {
            await shop.StartAsync(AgentNames.Order);
            await shop.WaitUntilReadyAsync(AgentNames.Order);
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    return (await client.ListTasksAsync(new(), CancellationToken.None)).TotalSize == 1;
                }
                catch (A2AException exception) when (exception.Error == A2AError.Unavailable)
                {
                    return false;
                }
            },
            () => "the list is whole again");
    }
}
