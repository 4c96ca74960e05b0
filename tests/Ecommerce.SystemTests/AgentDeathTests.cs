using System.Net;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.SystemTests;

/// <summary>An agent dies, stops, or is another one.</summary>
[Collection<DisturbedShopCollection>]
public sealed class AgentDeathTests(DisturbedShop shop)
{
    [Fact]
    public async Task Orders_are_503_while_inventory_is_dead_and_go_on_when_it_is_back()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 100));
        using var door = await shop.HttpOfAsync("cli");
        var pid = shop.PidOf(AgentNames.Inventory);
        shop.Kill(AgentNames.Inventory);
        var refused = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku));
        refused.Problem(503, "unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);

        List<int> answers = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                answers.Add((await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku))).Status);
                return answers[^1] < 300;
            },
            () => $"orders do not go on: {string.Join(", ", answers)}");
        Assert.All(answers[..^1], status => Assert.Equal(503, status));
        Assert.NotEqual(pid, shop.PidOf(AgentNames.Inventory));
        foreach (var (orderId, _) in await shop.OrdersOfAsync(user))
        {
            await shop.BalancedAsync(orderId);
        }
    }

    [Fact]
    public async Task A_gateway_that_stops_ends_event_streams_in_order_and_does_not_wait_for_them()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 100));
        using var door = await shop.HttpOfAsync("cli");
        var order = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_requires_action"));
        using var answer = await door.GetAsync(
            $"/api/v1/orders/{order.Json["order_id"]}/events", HttpCompletionOption.ResponseHeadersRead);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.StartsWith("retry:", await events.ReadLineAsync(), StringComparison.Ordinal);
        try
        {
            await shop.StopAsync(AgentNames.Gateway);

            // It would be cut, and reading it fail, if the stop had waited for it in vain.
            Assert.Contains("event:", await events.ReadToEndAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await shop.StartAsync(AgentNames.Gateway);
            await shop.WaitUntilReadyAsync(AgentNames.Gateway);
        }
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Who_used_a_capability_within_a_minute_goes_on_with_it_for_half_a_minute_without_the_user_agent()
    {
        var (ann, idle, sku) = (await SignedIn.CreateAsync(shop), await SignedIn.CreateAsync(shop), await shop.NewProductAsync(1999, 1000));
        using var door = await shop.HttpOfAsync("cli");
        (string Name, Func<Task<RestAnswer>> Ask)[] known =
        [
            ("look", () => shop.Public.ReadAsync($"/api/v1/products/{sku}")),
            ("order", () => shop.Public.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(ann.UserId, sku, quantity: 1), ann.Bearer)),
            ("list", () => shop.Public.ReadAsync($"/api/v1/orders?user_id={ann.UserId}", ann.Bearer)),
            ("operator", () => door.ReadAsync($"/api/v1/orders?user_id={ann.UserId}")),
        ];
        foreach (var (name, ask) in known)
        {
            Assert.True((await ask()).Status < 300, name);
        }

        await shop.StopAsync(AgentNames.User);
        try
        {
            for (var started = TimeProvider.System.GetTimestamp();
                TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30);)
            {
                foreach (var (name, ask) in known)
                {
                    var answer = await ask();
                    Assert.True(answer.Status < 300, $"{name}: {answer.Body}");
                }

                foreach (var answer in new[]
                {
                    await shop.Public.ReadAsync($"/api/v1/orders?user_id={idle.UserId}", idle.Bearer),
                    await shop.Public.SendAsync("POST", "/api/v1/sessions", """{"email": "a@example.com", "password": "a password"}"""),
                })
                {
                    answer.Problem(503, "unavailable");
                    Assert.NotNull(answer.Headers.RetryAfter);
                }
            }
        }
        finally
        {
            await shop.StartAsync(AgentNames.User);
            await shop.WaitUntilReadyAsync(AgentNames.User);
        }

        await Eventually.HoldsAsync(
            async () => (await shop.Public.ReadAsync($"/api/v1/orders?user_id={idle.UserId}", idle.Bearer)).Status == 200,
            () => "the others do not go on");
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Everything_goes_on_after_inventory_was_killed_under_load()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10_000));
        await using var load = await Load.StartAsync(shop, user, sku);
        await load.UntilEachAsync(status => status < 300);
        shop.Kill(AgentNames.Inventory);
        await shop.WaitUntilReadyAsync(AgentNames.Inventory);

        // The gateway's breaker may have opened; it tries again after 30 s.
        load.Forget();
        for (var patience = 4; ; patience--)
        {
            try
            {
                await load.UntilEachAsync(status => status < 300);
                break;
            }
            catch (TimeoutException) when (patience > 0)
            {
                // Not yet.
            }
        }

        await load.StopAsync();
        Assert.Empty(load.Unexpected);
        foreach (var (orderId, _) in await shop.OrdersOfAsync(user))
        {
            await shop.BalancedAsync(orderId);
        }
    }

    [Fact]
    public async Task An_agent_that_is_told_to_stop_answers_what_it_has_begun()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var order = door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_slow"));
        await Eventually.HoldsAsync(async () => (await shop.OrdersOfAsync(user)).Count == 1, () => "the order does not begin");
        await shop.StopAsync(AgentNames.Order);
        var answer = await order;
        Assert.True(answer.Status is 201 or 202, answer.Body);

        await shop.StartAsync(AgentNames.Order);
        await shop.WaitUntilReadyAsync(AgentNames.Order);
        await shop.UntilPhaseAsync((string)answer.Json["order_id"]!, "confirmed");
        await shop.BalancedAsync((string)answer.Json["order_id"]!);
    }

    [Fact]
    public async Task The_order_agent_talks_to_no_other_agent_where_inventory_should_be()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var port = shop.MtlsPort(AgentNames.Inventory);
        await shop.StopAsync(AgentNames.Inventory);
        var requests = 0;
        await using (var identity = X509Source.Start(new() { Endpoint = shop.SocketOf(AgentNames.Payment) }))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await identity.WaitForFirstAsync(limit.Token);
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore()
                .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseSpiffeTls(identity)));
            await using var impostor = builder.Build();
            impostor.Run(context =>
            {
                Interlocked.Increment(ref requests);
                return Task.CompletedTask;
            });
            await impostor.StartAsync(limit.Token);
            using var door = await shop.HttpOfAsync("cli");
            (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku))).Problem(503, "unavailable");
            await impostor.StopAsync(new CancellationToken(canceled: true));
        }

        Assert.Equal(0, requests);
        Assert.Matches($"refused.*{ShopFixture.IdOf(AgentNames.Payment)}", shop.LogOf(AgentNames.Order));
        await shop.StartAsync(AgentNames.Inventory);
        await shop.WaitUntilReadyAsync(AgentNames.Inventory);
        await shop.NothingChangedAsync(user, sku, 10);
    }
}
