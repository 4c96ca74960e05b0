using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>The REST contract at the gateway's two doors.</summary>
public sealed class RestTests(ShopFixture shop)
{
    [Fact]
    public async Task A_sign_up_answers_201_and_where_the_user_is()
    {
        var name = NewName();
        var answer = await shop.Public.SendAsync("POST", "/api/v1/users", $$"""{"email": "{{name}}@example.com", "name": "Ann"}""");
        Assert.Equal((201, "application/json"), (answer.Status, answer.MediaType));
        var user = answer.Json;
        Assert.Equal(
            ($"{name}@example.com", "Ann", "free"), ((string?)user["email"], (string?)user["name"], (string?)user["tier"]));
        Assert.Equal($"/api/v1/users/{user["user_id"]}", answer.Location);

        using var door = await shop.HttpOfAsync("cli");
        Assert.Equal(answer.Body, (await door.ReadAsync(answer.Location!)).Body);
    }

    [Fact]
    public async Task A_second_user_of_an_address_is_409_in_whatever_case()
    {
        var name = NewName();
        Assert.Equal(201, (await SignUpAsync($$"""{"email": "{{name}}@example.com", "name": "Ann"}""")).Status);
        var second = await SignUpAsync($$"""{"email": "{{name.ToUpperInvariant()}}@Example.COM", "name": "Eve"}""");
        second.Problem(409, "email_taken");
        Assert.Equal(1, await UsersAsync(name));
    }

    [Theory]
    [InlineData("""{"email": "NAME@example.com", "name": "Eve", "tier": "premium"}""", 401, "unauthenticated")]
    [InlineData("""{"email": "NAME@example.com", "name": "Eve", "tier": "enterprise"}""", 401, "unauthenticated")]
    [InlineData("""{"email": "NAME@example.com", "name": "Eve", "tier": "golden"}""", 400, "invalid_request")]
    [InlineData("""{"email": "NAME@example.com", "name": "Eve", "tier": 2}""", 400, "invalid_request")]
    [InlineData("""{"email": "NAME@example.com", "name": "Eve", "role": "admin"}""", 400, "invalid_request")]
    [InlineData("""{"email": "NAME@example.com", "name": "Eve", "user_id": "01a1fdfe-9267-7e1a-9f9b-692d6e276db0"}""", 400,
        "invalid_request")]
    [InlineData("""{"email": "NAME@example.com", "name": "Eve", "password": "short"}""", 400, "invalid_request")]
    [InlineData("""{"email": "NAME@example.com", "name": ""}""", 400, "invalid_request")]
    [InlineData("""{"email": "NAME@example.com\r\nBcc: x@y.z", "name": "Eve"}""", 400, "invalid_request")]
    public async Task A_sign_up_that_asks_for_more_or_makes_no_sense_makes_no_user(string body, int status, string code)
    {
        var name = NewName();
        (await SignUpAsync(body.Replace("NAME", name, StringComparison.Ordinal))).Problem(status, code);
        Assert.Equal(0, await UsersAsync(name));
    }

    [Fact]
    public async Task A_password_is_never_told_again()
    {
        var name = NewName();
        var answer = await SignUpAsync($$"""{"email": "{{name}}@example.com", "name": "Ann", "password": "correct horse {{name}}"}""");
        Assert.Equal(201, answer.Status);
        Assert.DoesNotContain("horse", answer.Body, StringComparison.Ordinal);
        Assert.All(["gateway", "user"], agent => Assert.DoesNotContain($"horse {name}", shop.LogOf(agent), StringComparison.Ordinal));
        Assert.Equal(0, await shop.CountAsync("users", "SELECT count(*) FROM passwords WHERE hash LIKE '%horse%'"));
    }

    [Theory]
    [InlineData("/api/v1/users", "password")]
    [InlineData("/api/v1/sessions", "password")]
    [InlineData("/api/v1/sessions/refresh", "refresh_token")]
    [InlineData("/api/v1/tasks", "input")]
    [InlineData("/api/v1/tasks", "access_token")]
    public async Task What_may_be_a_secret_is_refused_in_an_address_and_is_told_to_nobody(string path, string name)
    {
        var secret = NewName();
        var answer = await shop.Public.SendAsync("POST", $"{path}?{name}={secret}", "{}");
        var problem = answer.Problem(400, "invalid_request");
        Assert.Equal(name, (string?)problem["errors"]![0]!["field"]);
        Assert.DoesNotContain(secret, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_is_changed_by_an_operator_and_its_tier_is_not()
    {
        var user = await shop.NewUserAsync();
        using var door = await shop.HttpOfAsync("cli");
        var changed = await door.SendAsync("PATCH", $"/api/v1/users/{user}", """{"name": "Renamed"}""");
        Assert.Equal((200, "Renamed"), (changed.Status, (string?)changed.Json["name"]));

        (await door.SendAsync("PATCH", $"/api/v1/users/{user}", """{"tier": "premium"}""")).Problem(400, "invalid_request");
        (await door.SendAsync("PATCH", $"/api/v1/users/{user}/tier", """{"new_tier": "premium"}""")).Problem(403, "forbidden");
        Assert.Equal(changed.Body, (await door.ReadAsync($"/api/v1/users/{user}")).Body);
    }

    [Fact]
    public async Task An_order_answers_201_its_place_and_the_catalogues_total()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var answer = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku));
        Assert.Equal((201, "application/json"), (answer.Status, answer.MediaType));
        var order = answer.Json;
        Assert.Equal(("confirmed", "39.98", "USD"), ((string?)order["status"], (string?)order["total"], (string?)order["currency"]));
        Assert.Equal($"/api/v1/orders/{order["order_id"]}", answer.Location);
        Assert.Equal(answer.Body, (await door.ReadAsync(answer.Location!)).Body);

        var product = (await shop.Public.ReadAsync($"/api/v1/products/{sku}")).Json;
        Assert.Equal((8, "19.99"), ((int)product["available"]!, (string?)product["price"]));
        Assert.Equal(3998, await shop.LedgerOfAsync(user));
    }

    [Fact]
    public async Task A_repeat_under_an_idempotency_key_gets_the_same_bytes_and_another_body_is_422()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        (string, string) key = ("Idempotency-Key", NewName());
        var first = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku), key);
        Assert.Equal(201, first.Status);

        var again = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku), key);
        Assert.Equal((201, first.Body, first.Location), (again.Status, again.Body, again.Location));

        // The order of keys and the spaces between them are no other body.
        var rewritten =
            $$"""{"payment_method":"credit_card","items":[{"quantity":2,"price":"19.99","sku":"{{sku}}"}],"user_id":"{{user}}"}""";
        Assert.Equal(first.Body, (await door.SendAsync("POST", "/api/v1/orders", rewritten, key)).Body);

        (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, 3), key)).Problem(422, "idempotency_key_reused");
        Assert.Equal((8L, 0L, 2L), await shop.StockAsync(sku));
        Assert.Equal(3998, await shop.LedgerOfAsync(user));
    }

    [Fact]
    public async Task A_cancel_under_a_key_is_answered_with_the_same_bytes_and_another_reason_is_422()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var order = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku))).Location!;
        (string, string) key = ("Idempotency-Key", NewName());
        Task<RestAnswer> CancelAsync(string reason) => door.SendAsync("POST", $"{order}/cancel", $$"""{"reason": "{{reason}}"}""", key);

        var answers = await Task.WhenAll(CancelAsync("changed my mind"), CancelAsync("changed my mind"));

        Assert.All(answers, answer => Assert.Equal((200, answers[0].Body), (answer.Status, answer.Body)));
        Assert.Equal("refunded", (string?)answers[0].Json["status"]);
        (await CancelAsync("something else")).Problem(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task A_change_of_a_profile_takes_no_key_and_a_repeat_changes_nothing_more()
    {
        var user = $"/api/v1/users/{await shop.NewUserAsync()}";
        using var door = await shop.HttpOfAsync("cli");
        const string Change = """{"name": "First"}""";
        (string, string) key = ("Idempotency-Key", NewName());
        (await door.SendAsync("PATCH", user, Change, key)).Problem(400, "invalid_request");
        (await door.ReadAsync(user, key)).Problem(400, "invalid_request");

        var first = await door.SendAsync("PATCH", user, Change);

        Assert.Equal((200, "First"), (first.Status, (string?)first.Json["name"]));
        Assert.Equal(first.Body, (await door.SendAsync("PATCH", user, Change)).Body);
    }

    [Fact]
    public async Task Of_64_callers_with_one_key_all_get_the_same_bytes_and_there_is_one_order()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        (string, string) key = ("Idempotency-Key", NewName());

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => OrderAsync()));

        Assert.All(answers, answer => Assert.Equal((201, answers[0].Body), (answer.Status, answer.Body)));
        Assert.Equal((8L, 0L, 2L), await shop.StockAsync(sku));
        Assert.Equal(1, await shop.CountAsync("orders", "SELECT count(*) FROM orders WHERE user_id::text = $1", user));

        // On a slow machine so many at once are too many for a while: whoever is told so comes again.
        async Task<RestAnswer> OrderAsync()
        {
            while (true)
            {
                var answer = await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku), key);
                if (answer is not { Status: 503, Headers.RetryAfter.Delta: { } pause })
                {
                    return answer;
                }

                await Task.Delay(pause, TimeProvider.System);
            }
        }
    }

    [Fact]
    public async Task One_key_in_the_header_or_in_the_body_or_in_both_is_one_request()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var name = NewName();
        var plain = Rest.OrderOf(user, sku);
        var keyed = $$"""{"idempotency_key": "{{name}}", {{plain.TrimStart('{')}}""";
        var first = await door.SendAsync("POST", "/api/v1/orders", plain, ("Idempotency-Key", name));

        var inBody = await door.SendAsync("POST", "/api/v1/orders", keyed);
        var inBoth = await door.SendAsync("POST", "/api/v1/orders", keyed, ("Idempotency-Key", name));

        Assert.Equal((201, first.Body), (inBody.Status, inBody.Body));
        Assert.Equal((201, first.Body), (inBoth.Status, inBoth.Body));
        Assert.Equal((8L, 0L, 2L), await shop.StockAsync(sku));
    }

    [Fact]
    public void The_sandbox_warns_that_it_moves_no_money() => Assert.Contains(
        "the payment provider is the sandbox, which moves no money", shop.LogOf(AgentNames.Payment), StringComparison.Ordinal);

    [Fact]
    public async Task A_message_of_a_provider_needs_no_sign_in_and_gets_as_far_as_the_payment_agent()
    {
        var answer = await shop.Public.SendAsync("POST", "/api/v1/payments/callbacks/sandbox", "not even JSON");
        answer.Problem(400, "invalid_request");
        Assert.Contains("no valid signature of the provider", answer.Body, StringComparison.Ordinal);
        (await shop.Public.SendAsync("POST", "/api/v1/payments/callbacks/another", "{}")).Problem(404, "not_found");
        (await shop.Public.SendAsync("POST", "/api/v1/payments/callbacks/a-b", "{}")).Problem(400, "invalid_request");
        (await shop.Public.ReadAsync("/api/v1/payments/callbacks/sandbox")).Problem(405, "method_not_allowed");
    }

    [Theory]
    [InlineData("/api/v1/users/01a1fdfe-9267-7e1a-9f9b-692d6e276db0")]
    [InlineData("/api/v1/orders/01a1fdfe-9267-7e1a-9f9b-692d6e276db0")]
    [InlineData("/api/v1/orders?user_id=01a1fdfe-9267-7e1a-9f9b-692d6e276db0")]
    [InlineData("/api/v1/orders/01a1fdfe-9267-7e1a-9f9b-692d6e276db0/events")]
    public async Task Users_data_is_401_at_the_public_door_without_a_token(string path)
    {
        var answer = await shop.Public.ReadAsync(path);
        answer.Problem(401, "unauthenticated");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Nobody_orders_or_refunds_at_the_public_door_without_a_token()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        (await shop.Public.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku))).Problem(401, "unauthenticated");
        await shop.NothingChangedAsync(user, sku, 10);

        var order = (await shop.OrderAsync(user, sku)).Completed;
        (await shop.Public.SendAsync("POST", $"/api/v1/payments/{order["transaction_id"]}/refunds", """{"reason": "mine"}"""))
            .Problem(401, "unauthenticated");
        Assert.Equal(1999, await shop.LedgerOfAsync(user));
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "not_found")]
    [InlineData("PUT", "/api/v1/products", 405, "method_not_allowed")]
    [InlineData("GET", "/api/v1/products/NO-SUCH-SKU", 404, "not_found")]
    [InlineData("GET", "/api/v1/products?page_size=1000", 400, "invalid_request")]
    [InlineData("GET", "/api/v1/products?page_size=1&page_size=2", 400, "invalid_request")]
    [InlineData("GET", "/api/v1/products?no_such_field=1", 400, "invalid_request")]
    [InlineData("GET", "/api/v1/products?page_token=%00%ff", 400, "invalid_request")]
    public async Task What_is_not_there_is_a_problem_too(string verb, string path, int status, string code) =>
        (await shop.Public.SendAsync(verb, path, (string?)null)).Problem(status, code);

    [Fact]
    public async Task Health_is_a_map_by_agent_whose_detail_stays_behind_mutual_tls()
    {
        var plain = (await shop.Public.ReadAsync("/api/v1/health")).Json.AsObject();
        Assert.Equal(AgentNames.All.Order(StringComparer.Ordinal), plain.Select(entry => entry.Key).Order(StringComparer.Ordinal));
        Assert.All(plain, entry => Assert.Equal("""{"healthy":true}""", entry.Value!.ToJsonString()));

        using var door = await shop.HttpOfAsync("cli");
        var detailed = (await door.ReadAsync("/api/v1/health")).Json;
        Assert.Matches(@"^\d+$", (string?)detailed["order"]!["checks"]!["total_requests"]);
        Assert.EndsWith("%", (string?)detailed["order"]!["checks"]!["error_rate"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_hears_of_fields_only_where_it_may_go()
    {
        var flood = $$"""{"items": [{{string.Join(',', Enumerable.Repeat("{}", 250_000))}}]}""";
        Assert.Null((await shop.Public.SendAsync("POST", "/api/v1/orders", flood)).Problem(400, "invalid_request")["errors"]);
        (await shop.Public.SendAsync("POST", "/api/v1/orders", """{"items": 1}""")).Problem(401, "unauthenticated");
        Assert.NotNull((await SignUpAsync("""{"email": 1}""")).Problem(400, "invalid_request")["errors"]);
    }

    private Task<RestAnswer> SignUpAsync(string body) => shop.Public.SendAsync("POST", "/api/v1/users", body);

    private Task<long> UsersAsync(string name) =>
        shop.CountAsync("users", "SELECT count(*) FROM users WHERE lower(email) LIKE $1 || '@%'", name);

    private static string NewName() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
}
