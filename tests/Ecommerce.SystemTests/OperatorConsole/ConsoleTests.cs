using System.Net;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests.OperatorConsole;

/// <summary>The operators' console on a real shop, as a browser without script sees it.</summary>
public sealed partial class ConsoleTests(ShopFixture shop)
{
    private static readonly string[] Pages =
    [
        "/", "/decisions", "/access", "/checkouts", "/checkouts?state=running", "/checkouts?state=ended", "/payments", "/stock", "/audit",
        "/audit?agent=payment", "/failures",
    ];

    [Fact]
    public async Task An_administrator_sees_every_page()
    {
        var (order, transaction, sku) = await BuyAsync();
        await using var console = await ConsoleRun.StartAsync(shop.DataFolder, "admin");
        foreach (var path in Pages)
        {
            var (status, html) = await console.GetAsync(path);
            Assert.True(status == HttpStatusCode.OK, $"{path}: {status}");
            Assert.DoesNotContain("ecommerce-admin console", html, StringComparison.Ordinal);
            Assert.DoesNotContain("console.", html.Replace("console.md", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        var (_, overview) = await console.GetAsync("/");
        Assert.All(AgentNames.All, agent => Assert.Contains($"agent/{agent}", overview, StringComparison.Ordinal));
        Assert.Contains(order, (await console.GetAsync("/checkouts?state=ended")).Html, StringComparison.Ordinal);
        Assert.Contains("paid<span", (await console.GetAsync($"/checkouts/{order}")).Html, StringComparison.Ordinal);
        Assert.Contains(">buyer<", (await console.GetAsync($"/payments?id={transaction}")).Html, StringComparison.Ordinal);
        Assert.Contains(">buyer<", (await console.GetAsync($"/payments?id={order}")).Html, StringComparison.Ordinal);
        Assert.Contains(order, (await console.GetAsync($"/stock?sku={sku}")).Html, StringComparison.Ordinal);
        Assert.Contains("create_order", (await console.GetAsync("/audit?agent=order")).Html, StringComparison.Ordinal);
        var (verified, audit) = await console.SubmitAsync("/audit", "/audit/verify?agent=order");
        Assert.Equal(HttpStatusCode.OK, verified);
        Assert.Contains("Not sealed yet", audit, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync("/audit/verify?agent=order")).Status); // its address, opened again
        Assert.Contains(
            "create_order", (await console.GetAsync($"/audit?agent=order&about=order/{order}")).Html, StringComparison.Ordinal);
        Assert.Contains(order, (await console.GetAsync($"/checkouts/find?id={order}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await console.GetAsync("/checkouts/find?id=x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await console.GetAsync("/why?process=order&instance=x&number=1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await console.GetAsync("/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await console.GetAsync($"/checkouts/{Guid.Empty}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await console.GetAsync("/payments?id=x")).Status);
    }

    [Fact]
    public async Task A_stuck_order_is_found_and_retried()
    {
        var (order, _, _) = await BuyAsync();
        await using var command = shop.Owner("orders").CreateCommand(
            $"UPDATE checkouts SET parked_reason = 'stuck as a test' WHERE order_id = '{order}'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var console = await ConsoleRun.StartAsync(shop.DataFolder, "admin");

        var (_, list) = await console.GetAsync("/checkouts");
        Assert.Contains($"/checkouts/{order}", list, StringComparison.Ordinal);
        Assert.Contains("stuck as a test", list, StringComparison.Ordinal);
        Assert.Contains($"/checkouts/{order}/retry", (await console.GetAsync($"/checkouts/{order}")).Html, StringComparison.Ordinal);
        // What comes from no form of this run changes nothing.
        var (forged, said) = await console.PostAsync($"/checkouts/{order}/retry", "another");
        Assert.Equal(HttpStatusCode.Forbidden, forged);
        Assert.Contains("is not the console's", said, StringComparison.Ordinal);
        Assert.Contains(order, (await console.GetAsync("/checkouts")).Html, StringComparison.Ordinal);

        var (status, retried) = await console.SubmitAsync($"/checkouts/{order}/retry", $"/checkouts/{order}/retry");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("goes on", retried, StringComparison.Ordinal);
        // Said once: a reload is no further retry, and does not look like one.
        Assert.DoesNotContain("goes on", (await console.GetAsync($"/checkouts/{order}")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain(order, (await console.GetAsync("/checkouts")).Html, StringComparison.Ordinal);
        // Once more: it has ended.
        Assert.Equal(HttpStatusCode.Conflict, (await console.SubmitAsync("/audit", $"/checkouts/{order}/retry")).Status);
    }

    [Fact]
    public async Task A_denial_is_traced_to_its_rule()
    {
        Assert.Equal("forbidden", (await shop.CallAsync("retry_checkout", $$"""{"order_id": "{{Guid.Empty}}"}""", AgentNames.Order)).Code);
        await using var console = await ConsoleRun.StartAsync(shop.DataFolder, "admin");

        var (_, html) = await console.GetAsync("/decisions?outcome=deny&agent=order&action=retry_checkout&caller=client/cli");
        Assert.Contains("order.authz/default", html, StringComparison.Ordinal);
        Assert.Contains("no rule of order.authz allows this call", html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-tone=\"ok\">allowed", html, StringComparison.Ordinal);

        var (status, why) = await console.GetAsync(WhyLink().Match(html).Groups[1].Value);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("order.authz/default", why, StringComparison.Ordinal);
        var recorded = why[why.IndexOf("As it was recorded", StringComparison.Ordinal)..why.IndexOf(
            "The same call by the policies here", StringComparison.Ordinal)];
        Assert.Contains("no rule of order.authz allows this call", recorded, StringComparison.Ordinal);
        Assert.Contains("client/cli", recorded, StringComparison.Ordinal);
        // The shop decides by the policies of this repository.
        Assert.DoesNotContain("may differ from what was decided", why, StringComparison.Ordinal);
        Assert.Contains("administrators continue checkouts", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_no_administrator_sees_what_the_gateway_routes_and_is_told_what_the_rest_needs()
    {
        var (order, transaction, sku) = await BuyAsync();
        await using var console = await ConsoleRun.StartAsync(shop.DataFolder, "cli");

        var (status, overview) = await console.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("ecommerce-admin console", overview, StringComparison.Ordinal);
        Assert.Contains("client/cli", overview, StringComparison.Ordinal);
        foreach (var (path, shown, needs) in ((string, string, string)[])
        [
            ("/checkouts", "Order ID", "list_checkouts"), ($"/checkouts/{order}", transaction, "get_checkout"),
            ($"/payments?id={order}", "captured", "list_ledger"),
            // Some product: this one is on a later page if there are many.
            ($"/stock?sku={sku}", "<th scope=\"row\"><a class=\"mono\"", "list_movements"),
        ])
        {
            var (answered, html) = await console.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answered);
            Assert.Contains(shown, html, StringComparison.Ordinal);
            Assert.Contains($"This needs {needs}.", html, StringComparison.Ordinal);
            Assert.Contains("ecommerce-admin console", html, StringComparison.Ordinal);
        }

        foreach (var (path, needs) in ((string, string)[])[($"/checkouts/{order}/retry", "get_checkout"), ("/audit", "read_audit")])
        {
            var (refused, html) = await console.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, refused);
            Assert.Contains($"This needs {needs}.", html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync("/access")).Status);
    }

    [Fact]
    public async Task The_link_works_once_and_nothing_is_shown_without_it()
    {
        await using var console = await ConsoleRun.StartAsync(shop.DataFolder, "admin", signIn: false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await console.GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync(console.Link.PathAndQuery)).Status);
        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync("/access")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await console.GetAsync(console.Link.PathAndQuery)).Status);
    }

    private async Task<(string Order, string Transaction, string Sku)> BuyAsync()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku)).Completed;
        Assert.Equal("confirmed", (string)order["status"]!);
        return ((string)order["order_id"]!, (string)order["transaction_id"]!, sku);
    }

    [GeneratedRegex("href=\"([^\"]*/why[?][^\"]*)\"")]
    private static partial Regex WhyLink();
}
