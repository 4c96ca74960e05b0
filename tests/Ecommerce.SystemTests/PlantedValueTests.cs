using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>
/// What users and attackers hand in is looked for in everything that the shop wrote: logs, spans, metrics, and every table of every
/// database.
/// </summary>
public sealed class PlantedValueTests(ShopFixture shop)
{
    private const string Card = "4929381706248550";

    private readonly string _id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private string Email => $"planted.{_id}@private.example";

    private string Password => $"planted Pass_{_id}";

    private string Bearer => $"eyJhbGciOiJFUzI1NiJ9.planted{_id}.c2lnbmF0dXJl";

    private string Cookie => $"PlantedCookie{_id}0123456789";

    [Fact]
    public async Task No_password_token_card_address_or_cookie_is_found_in_what_the_shop_wrote()
    {
        shop.Telemetry.Plant([Email, Password, Bearer, Cookie, Card, $"planted.{_id}%40private.example"]);
        var credentials = $$"""{"email": "{{Email}}", "password": "{{Password}}"}""";
        Assert.Equal(201, (await PostAsync("/api/v1/users", credentials[..^1] + ", \"name\": \"Planted\"}")).Status);
        var session = (await PostAsync("/api/v1/sessions", credentials)).Json;
        string[] issued = [(string)session["access_token"]!, (string)session["refresh_token"]!];
        shop.Telemetry.Plant([Email, Password, Bearer, Cookie, Card, $"planted.{_id}%40private.example", .. issued]);
        await PostAsync("/api/v1/sessions/refresh", $$"""{"refresh_token": "{{issued[1]}}"}""");
        await AttackAsync(issued);
        var joined = await JoinAsync();

        // The last call's trace comes after all others.
        var end = await shop.Public.ReadAsync($"/api/v1/products/END-{_id}");
        var trace = (string)end.Problem(404, "not_found")["trace_id"]!;
        await Eventually.HoldsAsync(() => shop.Telemetry.Spans.Any(span => span.TraceId == trace), "the last trace has arrived");
        await Eventually.HoldsAsync(() => shop.Telemetry.Spans.Any(span => span.TraceId == joined), "the client's own has arrived");

        Assert.Empty(shop.Telemetry.Leaks);
        string[] planted = [Email, Password, Bearer, Cookie, Card, .. issued];
        foreach (var file in Directory.GetFiles(Path.Combine(shop.DataFolder, "logs")))
        {
            var text = await ReadAsync(file);
            Assert.All(planted, value => Assert.False(
                text.Contains(value, StringComparison.OrdinalIgnoreCase), $"{Path.GetFileName(file)} holds {value}"));
        }

        foreach (var agent in Agents.All)
        {
            foreach (var database in agent.Databases)
            {
                // A user's own agent keeps the user's address, and its answers, until the user is erased.
                await NowhereAsync(database, agent.Name == AgentNames.User ? [.. planted.Except([Email])] : planted);
            }
        }

        // It is found where it belongs.
        Assert.Equal(["users"], await TablesWithAsync("users", [Email], "idempotency"));
    }

    // Values in places where they do not belong.
    private async Task AttackAsync(string[] issued)
    {
        string[] values = [Email, Uri.EscapeDataString(Email), Card, Bearer, issued[0], issued[1], Uri.EscapeDataString(Password)];
        (string, string)[] headers =
        [
            ("Authorization", $"Bearer {Bearer}"), ("Cookie", $"__Host-session={Cookie}"), ("Idempotency-Key", Card),
            ("traceparent", Email), ("User-Agent", Email), ("Referer", $"https://shop.example/?email={Email}"), ("X-Request-Id", Card),
        ];
        foreach (var value in values)
        {
            foreach (var path in (string[])[$"/api/v1/users/{value}", $"/api/v1/products/{value}", $"/api/v1/orders?page_token={value}",
                $"/{value}", $"/api/v1/payments/{value}"])
            {
                await shop.Public.ReadAsync(path);
                await shop.Public.ReadAsync(path, headers);
            }

            foreach (var path in (string[])["/api/v1/sessions?password", "/api/v1/tasks?access_token", "/api/v1/users?password"])
            {
                var refused = await PostAsync($"{path}={value}", "{}");
                refused.Problem(400, "invalid_request");
                Assert.DoesNotContain(value, refused.Body, StringComparison.OrdinalIgnoreCase);
            }

            var json = JsonValue.Create(Uri.UnescapeDataString(value)).ToJsonString();
            await shop.RouteAsync(
                AgentNames.Order, "create_order", $$"""{"user_id": {{json}}, "items": [], "payment_method": {{json}}, {{json}}: 1}""");
            await shop.CallAsync("get_user", $$"""{"user_id": {{json}}}""", AgentNames.User, "admin");
            await shop.CallAsync(Uri.UnescapeDataString(value), "{}", AgentNames.Gateway);
            await shop.CallAsync("route", $$"""{"service": {{json}}, "action": {{json}}, "payload": { "a": {{json}} } }""");
            await PostAsync("/api/v1/tasks", $$"""{"input": {{json}}, "agent_type": {{json}}, "capability": {{json}}}""");
            await PostAsync("/api/v1/sessions", $$"""{"email": {{json}}, "password": {{json}}, {{json}}: 1}""");
            await PostAsync("/api/v1/payments/callbacks/sandbox", $$"""{"card": {{json}}}""");
        }

        var signIn = $$"""{"email": "{{Email}}", "password": "{{Password}}"}""";
        await shop.RouteAsync(AgentNames.User, "authenticate", signIn);
        await shop.RouteAsync(AgentNames.User, "authenticate", $$"""{"email": "{{Password}}", "password": "{{Email}}"}""");
        await shop.RouteAsync(AgentNames.User, "create_user", signIn[..^1] + $$""", "name": "{{Password}}", "{{Password}}": 1}""");
        await shop.RouteAsync(AgentNames.User, "refresh_session", $$"""{"refresh_token": "{{issued[1]}}"}""");
        await shop.RouteAsync(AgentNames.Order, "get_order", $$"""{"order_id": "{{Password}}"}""");
        await PostAsync("/api/v1/users", $$"""{"email": "{{Password}}", "password": "{{Password}}", "name": "{{Password}}"}""");
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        await shop.OrderAsync(user, sku, method: $"card{Card}", key: Card);
        var order = (await shop.OrderAsync(user, sku, key: $"{Card}-1")).Completed;
        await shop.CallAsync(
            "refund_payment", $$"""{"transaction_id": "{{order["transaction_id"]}}", "reason": "to {{Email}}", "amount": "{{Card}}"}""",
            AgentNames.Payment, "admin");
    }

    // A client with an SVID goes on with its own trace, and sends beside it what is nobody else's.
    private async Task<string> JoinAsync()
    {
        using var door = await shop.HttpOfAsync("cli");
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var read = await door.ReadAsync(
            "/api/v1/products/WIDGET-001", ("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01"),
            ("tracestate", $"planted={Cookie}"), ("baggage", $"planted={Cookie},mail={Uri.EscapeDataString(Email)}"));
        Assert.Equal(200, read.Status);
        return trace;
    }

    private async Task NowhereAsync(string database, string[] values)
    {
        foreach (var value in values)
        {
            Assert.True(await TablesWithAsync(database, [value]) is [], $"{database} holds {value}");
        }
    }

    // As text, and as bytes, which text shows in hexadecimal.
    private async Task<List<string>> TablesWithAsync(string database, string[] values, string but = "")
    {
        List<string> found = [];
        foreach (var table in await TablesAsync(database))
        {
            if (table != but && await shop.CountAsync(
                database,
                $"""
                SELECT count(*) FROM {table}, unnest($1) value WHERE strpos(lower({table}::text), lower(value)) > 0
                    OR strpos({table}::text, encode(convert_to(value, 'UTF8'), 'hex')) > 0
                """,
                [values]) > 0)
            {
                found.Add(table);
            }
        }

        return found;
    }

    private async Task<List<string>> TablesAsync(string database)
    {
        await using var command = shop.Owner(database).CreateCommand(
            """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE nspname = 'public' AND relkind IN ('r', 'p') AND NOT relispartition
            """);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> tables = [];
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private Task<RestAnswer> PostAsync(string path, string body) => shop.Public.SendAsync("POST", path, body);

    private static async Task<string> ReadAsync(string file)
    {
        await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(open, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
