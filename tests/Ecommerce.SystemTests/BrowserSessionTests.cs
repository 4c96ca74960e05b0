using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Users who are signed in by a browser's cookie.</summary>
[Collection<DoorShopCollection>]
public sealed class BrowserSessionTests(DoorShop shop)
{
    private const string Sessions = "/api/v1/sessions";
    private const string Password = "correct horse 7";

    [Fact]
    public async Task A_browser_signs_in_by_a_cookie_sees_no_token_and_signs_out()
    {
        using var browser = shop.From("127.0.0.41");
        var (email, user) = await SignUpAsync(browser);
        var (signedIn, cookie, csrf) = await SignInAsync(browser, email);
        Assert.Equal(["csrf_token", "session_id", "user"], signedIn.Json.AsObject().Select(field => field.Key));
        Assert.Equal(user, (string?)signedIn.Json["user"]!["user_id"]);
        Assert.Matches("^__Host-session=[A-Za-z0-9_-]{43}; path=/; secure; samesite=strict; httponly$", SetCookie(signedIn));
        Assert.Equal(1, await SessionsAsync(user));

        var read = await browser.ReadAsync("/api/v1/products", ("Cookie", cookie));
        Assert.Equal((200, csrf), (read.Status, read.Headers.GetValues("X-CSRF-Token").Single()));
        var ended = await browser.SendAsync("DELETE", Sessions, (string?)null, ("Cookie", cookie), ("X-CSRF-Token", csrf));
        Assert.Equal((204, ""), (ended.Status, ended.Body));
        Assert.Contains("expires=Thu, 01 Jan 1970", SetCookie(ended), StringComparison.Ordinal);
        Assert.Equal(0, await SessionsAsync(user));
        (await browser.ReadAsync("/api/v1/products", ("Cookie", cookie))).Problem(401, "unauthenticated");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Nothing_is_changed_by_a_cookie_without_the_token_of_its_session(string forged)
    {
        using var browser = shop.From("127.0.0.42");
        var (email, user) = await SignUpAsync(browser);
        var (_, cookie, _) = await SignInAsync(browser, email);
        foreach (var (verb, path) in new[] { ("DELETE", Sessions), ("DELETE", $"/api/v1/users/{user}"), ("POST", "/api/v1/orders") })
        {
            (await browser.SendAsync(verb, path, "{}", ("Cookie", cookie), ("X-CSRF-Token", forged))).Problem(403, "forbidden");
        }

        Assert.Equal(1, await SessionsAsync(user));
    }

    [Fact]
    public async Task A_token_of_another_session_is_no_good()
    {
        using var browser = shop.From("127.0.0.43");
        var (email, user) = await SignUpAsync(browser);
        var (_, _, other) = await SignInAsync(browser, email);
        var (_, cookie, _) = await SignInAsync(browser, email);
        (await browser.SendAsync("DELETE", Sessions, (string?)null, ("Cookie", cookie), ("X-CSRF-Token", other)))
            .Problem(403, "forbidden");
        Assert.Equal(2, await SessionsAsync(user));
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task What_a_cookie_is_refused_is_counted()
    {
        const string Address = "127.0.1.42";
        using var browser = shop.From(Address);
        var (email, _) = await SignUpAsync(browser);
        var (_, cookie, _) = await SignInAsync(browser, email);
        (await browser.SendAsync("POST", "/api/v1/orders", "{}", ("Cookie", cookie))).Problem(403, "forbidden");
        (await browser.ReadAsync("/api/v1/products", ("Cookie", $"__Host-session={new string('A', 43)}"))).Problem(401, "unauthenticated");
        (await browser.ReadAsync("/api/v1/products", ("Cookie", cookie), ("Authorization", "Bearer x"))).Problem(400, "invalid_request");

        // Counts are written once a minute, and when the agent stops.
        await shop.StopAsync(AgentNames.Gateway);
        await shop.StartAsync(AgentNames.Gateway);
        await shop.WaitUntilReadyAsync(AgentNames.Gateway);
        foreach (var outcome in new[] { "forbidden", "unauthenticated", "invalid_request" })
        {
            Assert.Equal(1, await shop.CountAsync(
                "gateway",
                """
                SELECT coalesce(sum(count), 0)::bigint FROM audit
                WHERE concat_ws(' ', event_type, outcome, listener, address) = 'REQUEST_REFUSED ' || $1 || ' public 127.0.1.0/24'
                """,
                outcome));
        }
    }

    [Fact]
    public async Task Cookie_and_bearer_together_are_refused()
    {
        using var browser = shop.From("127.0.0.44");
        var (email, _) = await SignUpAsync(browser);
        var (_, cookie, csrf) = await SignInAsync(browser, email);
        (await browser.SendAsync("GET", "/api/v1/products", (string?)null, ("Cookie", cookie), ("X-CSRF-Token", csrf),
            ("Authorization", "Bearer x"))).Problem(400, "invalid_request");
    }

    [Fact]
    public async Task A_cookie_that_nobody_gave_is_forgotten()
    {
        using var browser = shop.From("127.0.0.45");
        var answer = await browser.ReadAsync("/api/v1/products", ("Cookie", $"__Host-session={new string('A', 43)}"));
        answer.Problem(401, "unauthenticated");
        Assert.Contains("expires=Thu, 01 Jan 1970", SetCookie(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before_it_and_needs_no_token_for_that()
    {
        using var browser = shop.From("127.0.0.46");
        var (email, user) = await SignUpAsync(browser);
        var (_, first, _) = await SignInAsync(browser, email);
        var (_, second, _) = await SignInAsync(browser, email, ("Cookie", first));
        Assert.NotEqual(first, second);
        Assert.Equal(1, await SessionsAsync(user));
        (await browser.ReadAsync("/api/v1/products", ("Cookie", first))).Problem(401, "unauthenticated");
        Assert.Equal(200, (await browser.ReadAsync("/api/v1/products", ("Cookie", second))).Status);

        // With the cookie of a session that has ended, too.
        Assert.Equal(200, (await SignInAsync(browser, email, ("Cookie", first))).Answer.Status);
    }

    [Fact]
    public async Task A_session_that_was_revoked_elsewhere_gets_no_further_token()
    {
        using var browser = shop.From("127.0.0.47");
        var (email, user) = await SignUpAsync(browser);
        var (_, cookie, _) = await SignInAsync(browser, email);
        await ExecuteAsync("users", $"DELETE FROM sessions WHERE user_id = '{user}'");
        (await browser.ReadAsync("/api/v1/products", ("Cookie", cookie))).Problem(401, "unauthenticated");
        await ExecuteAsync("gateway", "UPDATE browser_sessions SET access_until = now()");
        (await browser.ReadAsync("/api/v1/products", ("Cookie", cookie))).Problem(401, "unauthenticated");
    }

    [Fact]
    public async Task Requests_that_come_together_after_a_pause_renew_once()
    {
        using var browser = shop.From("127.0.0.48");
        var (email, user) = await SignUpAsync(browser);
        var (_, cookie, _) = await SignInAsync(browser, email);
        await ExecuteAsync("gateway", "UPDATE browser_sessions SET access_until = now()");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => browser.ReadAsync("/api/v1/products/WIDGET-001", ("Cookie", cookie))));
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(1, await SessionsAsync(user));
    }

    [Fact]
    public async Task A_browser_buys_and_sees_its_users_orders_and_nothing_is_bought_without_the_token_of_its_session()
    {
        using var browser = shop.From("127.0.0.50");
        var (email, user) = await SignUpAsync(browser);
        var (_, cookie, csrf) = await SignInAsync(browser, email);
        var sku = await shop.NewProductAsync(1999, 10);
        Task<RestAnswer> OrderAsync(params (string Name, string Value)[] headers) =>
            browser.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku), [("Cookie", cookie), .. headers]);

        (await OrderAsync()).Problem(403, "forbidden");
        (await OrderAsync(("X-CSRF-Token", $"{csrf}x"))).Problem(403, "forbidden");
        await shop.NothingChangedAsync(user, sku, 10);

        var placed = await OrderAsync(("X-CSRF-Token", csrf));
        Assert.True(placed.Status == 201, placed.Body);
        var order = (string?)placed.Json["order_id"];
        var read = await browser.ReadAsync($"/api/v1/orders/{order}", ("Cookie", cookie));
        Assert.Equal((200, order), (read.Status, (string?)read.Json["order_id"]));
        var listed = await browser.ReadAsync($"/api/v1/orders?user_id={user}", ("Cookie", cookie));
        Assert.Equal(order, (string?)Assert.Single(listed.Json["orders"]!.AsArray())!["order_id"]);

        // Another browser's user sees nothing of it.
        var (otherEmail, _) = await SignUpAsync(browser);
        var (_, other, _) = await SignInAsync(browser, otherEmail);
        (await browser.ReadAsync($"/api/v1/orders/{order}", ("Cookie", other))).Problem(404, "not_found");
    }

    [Fact]
    public async Task An_erased_user_is_signed_in_nowhere_and_others_are()
    {
        using var browser = shop.From("127.0.0.52");
        var ((email, user), (otherEmail, _)) = (await SignUpAsync(browser), await SignUpAsync(browser));
        var (_, cookie, _) = await SignInAsync(browser, email);
        var (_, other, _) = await SignInAsync(browser, otherEmail);
        var mine = $"/api/v1/users/{user}";
        Assert.Equal(200, (await browser.ReadAsync(mine, ("Cookie", cookie))).Status);
        using var door = await shop.HttpOfAsync("cli");
        var export = (await door.ReadAsync($"{mine}/export")).Json;
        Assert.Equal("browser_session", (string?)Assert.Single(export["held"]!["gateway"]!["records"]!.AsArray())!["kind"]);

        Assert.Equal(202, (await door.SendAsync("DELETE", mine, (string?)null)).Status);
        await Eventually.HoldsAsync(
            async () => await shop.CountAsync(
                "gateway", "SELECT count(*) FROM browser_sessions WHERE user_id = $1", Guid.Parse(user)) == 0,
            () => "the gateway has erased them");

        foreach (var path in new[] { mine, "/api/v1/products", $"/api/v1/orders?user_id={user}" })
        {
            (await browser.ReadAsync(path, ("Cookie", cookie))).Problem(401, "unauthenticated");
        }

        Assert.Equal(200, (await browser.ReadAsync("/api/v1/products", ("Cookie", other))).Status);
    }

    [Fact]
    public async Task A_bad_key_of_a_request_is_said_to_be_bad_also_where_the_session_is_renewed_first()
    {
        using var browser = shop.From("127.0.0.51");
        var (email, user) = await SignUpAsync(browser);
        var (_, cookie, csrf) = await SignInAsync(browser, email);
        var sku = await shop.NewProductAsync(1999, 10);
        await ExecuteAsync("gateway", "UPDATE browser_sessions SET access_until = now()");
        var refused = await browser.SendAsync(
            "POST", "/api/v1/orders", Rest.OrderOf(user, sku), ("Cookie", cookie), ("X-CSRF-Token", csrf),
            ("Idempotency-Key", "two words"));
        refused.Problem(400, "invalid_request");
        await shop.NothingChangedAsync(user, sku, 10);
        Assert.Equal(200, (await browser.ReadAsync("/api/v1/products", ("Cookie", cookie))).Status);
    }

    [Theory]
    [InlineData("\"yes\"")]
    [InlineData("1")]
    [InlineData("null")]
    public async Task Cookie_is_true_or_false(string value)
    {
        using var browser = shop.From("127.0.0.49");
        var refused = await browser.SendAsync(
            "POST", Sessions, $$"""{"email": "a@example.com", "password": "{{Password}}", "cookie": {{value}}}""");
        refused.Problem(400, "invalid_request");
    }

    private static string SetCookie(RestAnswer answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var values) ? values.Single() : "";

    private static async Task<(string Email, string User)> SignUpAsync(HttpClient browser)
    {
        var email = $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";
        var answer = await browser.SendAsync(
            "POST", "/api/v1/users", $$"""{"email": "{{email}}", "name": "Ann", "password": "{{Password}}"}""");
        Assert.True(answer.Status == 201, answer.Body);
        return (email, (string)answer.Json["user_id"]!);
    }

    private static async Task<(RestAnswer Answer, string Cookie, string Csrf)> SignInAsync(
        HttpClient browser, string email, params (string Name, string Value)[] headers)
    {
        var body = new JsonObject { ["email"] = email, ["password"] = Password, ["cookie"] = true };
        var answer = await browser.SendAsync("POST", Sessions, body.ToJsonString(), headers);
        Assert.True(answer.Status == 200, answer.Body);
        var set = answer.Headers.GetValues("Set-Cookie").Last();
        return (answer, set[..set.IndexOf(';')], (string)answer.Json["csrf_token"]!);
    }

    private Task<long> SessionsAsync(string user) =>
        shop.CountAsync("users", "SELECT count(*) FROM sessions WHERE user_id = $1", Guid.Parse(user));

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var command = shop.Owner(database).CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
