using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary><c>POST /api/v1/tasks</c>, and server-sent events.</summary>
public sealed class TaskRestTests(ShopFixture shop)
{
    [Fact]
    public async Task A_task_runs_the_capability_that_it_names()
    {
        var answer = await TaskAsync("inventory", """{\"sku\": \"WIDGET-002\"}""", "get_product");
        Assert.Equal(200, answer.Status);
        Assert.Equal("success", (string?)answer.Json["status"]);
        Assert.Equal("WIDGET-002", (string?)JsonNode.Parse((string)answer.Json["output"]!)!["sku"]);
        Assert.True(Guid.TryParse((string?)answer.Json["task_id"], out _));
        Assert.InRange((long)answer.Json["latency_ms"]!, 0, 30_000);
    }

    [Fact]
    public async Task A_task_that_is_refused_has_failed_and_tells_the_problem()
    {
        var answer = await TaskAsync("inventory", """{\"sku\": \"NO-SUCH-SKU\"}""", "get_product");
        Assert.Equal((200, "failed"), (answer.Status, (string?)answer.Json["status"]));
        var problem = JsonNode.Parse((string)answer.Json["output"]!)!;
        Assert.Equal((404, "not_found"), ((int)problem["status"]!, (string?)problem["code"]));
    }

    [Theory]
    [InlineData("nobody", "get_product", 404, "not_found")]
    [InlineData("gateway", "route", 404, "not_found")]
    [InlineData("inventory", "no_such_thing", 401, "unauthenticated")]
    [InlineData("order", "watch_order", 401, "unauthenticated")]
    [InlineData("payment", "process_payment", 401, "unauthenticated")]
    [InlineData("inventory", "adjust_stock", 401, "unauthenticated")]
    public async Task A_task_reaches_no_further_than_its_caller(string agent, string capability, int status, string code) =>
        (await TaskAsync(agent, "{}", capability)).Problem(status, code);

    [Fact]
    public async Task Free_text_is_told_what_there_is()
    {
        var problem =
            (await shop.Public.SendAsync("POST", "/api/v1/tasks", """{"input": "three widgets, please", "agent_type": "inventory"}"""))
            .Problem(400, "invalid_request");
        Assert.Contains("list_products", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("adjust_stock", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_orders_events_come_as_they_happen_and_resume_after_the_last_one_seen()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var order = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: "test_requires_action"))).Json;
        var path = $"/api/v1/orders/{order["order_id"]}/events";

        using var stream = await door.GetStreamAsync(path);
        using var reader = new StreamReader(stream);
        List<string> live = [await EventAsync(reader), await EventAsync(reader)];
        await shop.FinishActionAsync((string)order["transaction_id"]!);
        while (await EventAsync(reader) is { Length: > 0 } next)
        {
            live.Add(next);
        }

        Assert.Equal("1 created", live[0]);
        Assert.EndsWith("confirmed", live[^1], StringComparison.Ordinal);

        var resumed = await door.ReadAsync(path, ("Last-Event-ID", "2"));
        Assert.Equal("text/event-stream", resumed.MediaType);
        using var rest = new StringReader(resumed.Body);
        List<string> later = [];
        while (await EventAsync(rest) is { Length: > 0 } next)
        {
            later.Add(next);
        }

        Assert.Equal(live[2..], later);

        foreach (var wrong in new[] { "two", "", "-1", "+1", "1, 2" })
        {
            (await door.ReadAsync(path, ("Last-Event-ID", wrong))).Problem(400, "invalid_request");
        }

        (await door.ReadAsync($"{path}?last_event_id=-1", ("Last-Event-ID", "2"))).Problem(400, "invalid_request");
        Assert.Equal(resumed.Body, (await door.ReadAsync($"{path}?last_event_id=1", ("Last-Event-ID", "2"))).Body);
        (await door.ReadAsync($"/api/v1/orders/{user}/events")).Problem(404, "not_found");
    }

    private Task<RestAnswer> TaskAsync(string agent, string input, string capability) => shop.Public.SendAsync(
        "POST", "/api/v1/tasks",
        $$"""{"input": "{{input}}", "agent_type": "{{agent}}", "capability": "{{capability}}", "correlation_id": "c-1"}""");

    // The next event as its id and type; empty at the stream's end.
    private static async Task<string> EventAsync(TextReader reader)
    {
        var (id, type) = ("", "");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                type = line[7..];
            }
            else if (line.Length == 0 && id.Length > 0)
            {
                return $"{id} {type}";
            }
        }

        return "";
    }
}
