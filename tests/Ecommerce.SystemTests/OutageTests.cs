using A2A;
using A2A.Errors;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Npgsql;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>The database goes away, or is slow.</summary>
[Collection<DisturbedShopCollection>]
public sealed class OutageTests(DisturbedShop shop)
{
    [Fact]
    public async Task The_database_dies_under_load_and_comes_back_and_no_agent_needs_to()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10_000));
        var before = AgentNames.All.ToDictionary(agent => agent, shop.PidOf);
        using var tasks = await AgentTaskTests.ConnectAsync(shop, AgentNames.Inventory, A2AProtocol.JsonRpc);
        await using var load = await Load.StartAsync(shop, user, sku);
        await load.UntilEachAsync(status => status < 300);

        shop.Kill("postgres");
        await shop.StopAsync("postgres");
        load.Forget();
        await load.UntilEachAsync(status => status == 503);
        var refused = await Assert.ThrowsAsync<A2AException>(
            () => tasks.GetTaskAsync(new() { Id = $"inventory.{new string('0', 32)}" }, CancellationToken.None));
        Assert.Equal(A2AError.Unavailable, refused.Error);
        foreach (var agent in AgentNames.All)
        {
            Assert.Equal((200, "live"), await ProbeAsync(agent, "live"));
            // It is looked at once a second at most.
            await Eventually.HoldsAsync(
                async () => (503, "not ready: database: no database") == await ProbeAsync(agent, "ready"),
                () => $"{agent} is not ready");
        }

        await shop.StartAsync("postgres");
        load.Forget();
        await load.UntilEachAsync(status => status < 300);
        await load.StopAsync();
        Assert.Empty(load.Unexpected);
        Assert.Equal(before, AgentNames.All.ToDictionary(agent => agent, shop.PidOf));
        foreach (var agent in AgentNames.All)
        {
            await shop.WaitUntilReadyAsync(agent);
        }

        // Whatever was under way has ended, and the books say how.
        foreach (var (orderId, _) in await shop.OrdersOfAsync(user))
        {
            await shop.BalancedAsync(orderId);
        }

        var confirmed = (await shop.OrdersOfAsync(user)).LongCount(order => order.Status == "confirmed");
        Assert.Equal((10_000 - confirmed, 0L, confirmed), await shop.StockAsync(sku));
        Assert.Equal(1999 * confirmed, await shop.LedgerOfAsync(user));
    }

    [Fact]
    public async Task A_call_ends_at_its_deadline_while_a_table_is_locked()
    {
        var user = await shop.NewUserAsync();
        var orders = new UserService.UserServiceClient(await shop.InvokerAsync("order", AgentNames.User));
        await using (var connection = await shop.Owner("users").OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("LOCK TABLE users IN ACCESS EXCLUSIVE MODE", connection))
            {
                await command.ExecuteNonQueryAsync();
            }

            var late = await Assert.ThrowsAsync<ProblemException>(async () =>
                await orders.GetUserAsync(new() { UserId = user }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1)));
            Assert.Equal(ErrorCodes.DeadlineExceeded, late.Code);
            await transaction.RollbackAsync();
        }

        Assert.Equal(user, (await orders.GetUserAsync(new() { UserId = user })).UserId);
    }

    private async Task<(int Status, string Text)> ProbeAsync(string agent, string probe)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{shop.HttpHealthPort(agent)}/healthz/{probe}"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
