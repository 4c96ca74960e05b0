using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.Web.Tests;

/// <summary>Markup in every text that a user types and that the gateway answers stays text.</summary>
public sealed partial class HostileTextTests
{
    private const string Markup = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

    // After that the catalogue is read anew before it is shown.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task In_an_answer_of_the_gateway()
    {
        await using var shop = await Storefront.StartAsync();
        shop.Gateway.ExpiresIn = 1_000_000;
        const string At = "2026-11-23T10:00:00Z";
        shop.Gateway.Sessions =
            [new JsonObject { ["session_id"] = ScriptedGateway.OtherUserId, ["created_at"] = At, ["last_used_at"] = At }];
        using var browser = shop.Open();
        await browser.SignInAsync();
        await OrderAsync(browser);
        var order = shop.Gateway.Orders.Values.Single();
        shop.Gateway.NextAction = new() { ["type"] = "redirect", ["url"] = "https://bank.example/confirm" };
        await browser.FillCartAsync();
        string[] pages =
        [
            "/", "/products/WIDGET-001", "/cart", "/checkout", "/orders", $"/orders/{order["order_id"]}", "/account", "/account/sessions",
            "/account/data",
        ];
        foreach (var (status, failure) in ((string, JsonObject?)[])
            [("pending", null), ("failed", new() { ["code"] = "payment_declined", ["message"] = "no" })])
        {
            (order["status"], order["failure"]) = (status, failure);
            foreach (var path in pages)
            {
                await browser.GetAsync(path);
            }

            foreach (var field in shop.Gateway.TextFields.Keys)
            {
                (shop.Gateway.PlantedField, shop.Gateway.PlantedText) = (field, Markup);
                shop.Time.Pass(Forgotten);
                foreach (var path in pages)
                {
                    AssertHarmless(await browser.GetAsync(path), $"{field} at {path}");
                }

                shop.Gateway.PlantedField = "";
            }
        }

        // So that none is left out because no page asks for it.
        string[] held = ["sku", "name", "email", "tier", "currency", "order_id", "transaction_id", "code", "url", "session_id"];
        Assert.All(held, field => Assert.Contains(field, shop.Gateway.TextFields.Keys));
    }

    [Theory]
    [InlineData("type")]
    [InlineData("status")]
    [InlineData("detail")]
    public async Task In_an_event_of_an_order(string field)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        var at = await OrderAsync(browser);
        var happened = new JsonObject
        {
            ["event_id"] = 1,
            ["type"] = "created",
            ["status"] = "pending",
            ["at"] = "2026-11-21T17:18:44Z",
            ["detail"] = "",
        };
        happened[field] = Markup;
        var text = $"data: {happened.ToJsonString()}\n\n";
        shop.Gateway.Before = request => request.RequestUri!.AbsolutePath.EndsWith("/events", StringComparison.Ordinal)
            ? new() { Content = new StringContent(text, new MediaTypeHeaderValue("text/event-stream")) }
            : null;
        AssertHarmless(await browser.GetAsync(at), field);
    }

    [Theory]
    [InlineData("/sign-in", "/sign-in", "email", "password")]
    [InlineData("/sign-up", "/sign-up", "name", "email", "password")]
    [InlineData("/account", "/account/name", "name")]
    [InlineData("/account", "/account/email", "email", "current_password")]
    [InlineData("/account", "/account/password", "current_password", "new_password")]
    public async Task In_what_was_typed_and_is_shown_again(string page, string action, params string[] fields)
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        if (page == "/account")
        {
            await browser.SignInAsync();
        }

        var form = await browser.GetAsync(page);
        shop.Gateway.Before = request =>
            request.Method == HttpMethod.Get ? null : ScriptedGateway.Refuse(400, "invalid_request", [.. fields, Markup]);
        await browser.SendFormAsync(form, action, [.. fields.Select(field => (field, Markup))]);
        var shown = await browser.GetAsync(page);
        Assert.Contains("aria-invalid", shown);
        AssertHarmless(shown, action);
    }

    [Fact]
    public async Task In_an_address_or_a_choice()
    {
        await using var shop = await Storefront.StartAsync();
        using var browser = shop.Open();
        await browser.SignInAsync();
        await browser.FillCartAsync();
        await browser.SendAsync("/checkout", "/checkout", ("payment_method", Markup));
        var order = (string)shop.Gateway.Orders.Values.Single()["order_id"]!;
        var text = Uri.EscapeDataString(Markup);
        string[] pages =
        [
            $"/orders/{order}", $"/?q={text}", $"/products/{text}", $"/orders?after={text}", $"/nowhere/{text}", $"/sign-up?return={text}",
        ];
        foreach (var path in pages)
        {
            AssertHarmless(await browser.GetAsync(path), path);
        }
    }

    private static async Task<string> OrderAsync(Storefront.Browser browser)
    {
        await browser.FillCartAsync();
        var answer = await browser.SendAsync("/checkout", "/checkout", ("payment_method", "credit_card"));
        return answer.Headers.Location!.OriginalString;
    }

    private static void AssertHarmless(string page, string where)
    {
        Assert.False(page.Contains("<script>", StringComparison.OrdinalIgnoreCase), $"{where}: {page}");
        Assert.False(page.Contains("<img", StringComparison.OrdinalIgnoreCase), $"{where}: {page}");
        // Nothing inline: values of attributes are texts.
        Assert.DoesNotMatch("<[^>]*\\s(on[a-z]+|style)\\b|<style", Values().Replace(page, ""));
    }

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Values();
}
