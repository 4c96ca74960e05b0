using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>The gateway as a server of HTTP (RFC 9110).</summary>
public sealed class HttpTests(ShopFixture shop)
{
    private const string Nobody = "01a1fdfe-9267-7e1a-9f9b-692d6e276db0";

    [Theory]
    [InlineData("/api/v1/products")]
    [InlineData("/api/v1/products/WIDGET-001")]
    [InlineData("/api/v1/products/NO-SUCH-SKU")]
    [InlineData("/api/v1/health")]
    [InlineData("/api/v1/orders/" + Nobody)]
    [InlineData("/nope")]
    public async Task HEAD_is_GET_without_a_body(string path)
    {
        var (get, head) =
            (await shop.Public.SendAsync("GET", path, (string?)null), await shop.Public.SendAsync("HEAD", path, (string?)null));
        Assert.Equal((get.Status, get.MediaType, ""), (head.Status, head.MediaType, head.Body));
    }

    [Fact]
    public async Task HEAD_of_events_opens_no_stream()
    {
        using var door = await shop.HttpOfAsync("cli");
        var order = await OrderAsync(door, "test_requires_action");
        var head = await door.SendAsync("HEAD", $"/api/v1/orders/{order}/events", (string?)null);
        Assert.Equal((200, "text/event-stream", ""), (head.Status, head.MediaType, head.Body));
    }

    [Theory]
    [InlineData("DELETE", "/api/v1/products", "GET,HEAD,OPTIONS")]
    [InlineData("PUT", "/api/v1/users", "OPTIONS,POST")]
    [InlineData("PATCH", "/api/v1/orders", "GET,HEAD,OPTIONS,POST")]
    [InlineData("PUT", "/api/v1/users/" + Nobody, "DELETE,GET,HEAD,OPTIONS,PATCH")]
    [InlineData("GET", "/api/v1/tasks", "OPTIONS,POST")]
    [InlineData("FOO", "/api/v1/health", "GET,HEAD,OPTIONS")]
    [InlineData("TRACE", "/api/v1/orders/" + Nobody + "/events", "GET,HEAD,OPTIONS")]
    public async Task Another_method_is_405_and_the_right_ones_are_told(string verb, string path, string allowed)
    {
        var refused = await AllowedAsync(verb, path);
        Assert.Equal((405, allowed), (refused.Status, refused.Allow));
        Assert.Contains("method_not_allowed", refused.Body, StringComparison.Ordinal);
        Assert.Equal((204, allowed, ""), await AllowedAsync("OPTIONS", path));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nope")]
    [InlineData("/api/v2/products")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/api/v1/products/WIDGET-001/x.png")]
    [InlineData("/ecommerce.v1.GatewayService/Route")]
    [InlineData("/healthz/live")]
    public async Task Where_nothing_is_a_problem_says_so_at_both_doors(string path)
    {
        (await shop.Public.ReadAsync(path)).Problem(404, "not_found");
        using var door = await shop.HttpOfAsync("cli");
        (await door.ReadAsync(path)).Problem(404, "not_found");
    }

    [Fact]
    public async Task Where_gRPC_is_another_request_is_415_and_at_the_public_door_there_is_none()
    {
        const string path = "/ecommerce.v1.GatewayService/Route";
        (await shop.Public.SendAsync("POST", path, "{}")).Problem(404, "not_found");
        using var door = await shop.HttpOfAsync("cli");
        (await door.SendAsync("POST", path, "{}")).Problem(415, "unsupported_media_type");
    }

    [Theory]
    [InlineData("/api/v1/products", "text/html", 406, "not_acceptable")]
    [InlineData("/api/v1/products", "application/json;q=0, */*", 406, "not_acceptable")]
    [InlineData("/api/v1/products", "x", 400, "invalid_request")]
    [InlineData("/api/v1/orders/" + Nobody + "/events", "application/json", 406, "not_acceptable")]
    public async Task An_answer_that_the_client_does_not_take_is_406(string path, string accept, int status, string code) =>
        (await shop.Public.ReadAsync(path, ("Accept", accept))).Problem(status, code);

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json-patch+json", null)]
    [InlineData("application/json", "gzip")]
    [InlineData(null, null)]
    public async Task A_body_that_is_not_said_to_be_plain_JSON_is_415(string? type, string? coding)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"email": "nobody@example.com", "name": "Nobody"}"""));
        if (type is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (coding is not null)
        {
            body.Headers.ContentEncoding.Add(coding);
        }

        (await shop.Public.SendAsync("POST", "/api/v1/users", body)).Problem(415, "unsupported_media_type");
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408()
    {
        var answer = await AskAsync(
            "POST /api/v1/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"request_timeout\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_bytes_that_are_no_UTF_8_are_refused_by_what_the_header_means()
    {
        var answer = await AskAsync("GET /api/v1/products HTTP/1.1\r\nHost: x\r\nIdempotency-Key: \u00e9\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"invalid_request\"", answer, StringComparison.Ordinal);
        answer = await AskAsync("GET /api/v1/products HTTP/1.1\r\nHost: x\r\nX-Note: \u00e9\r\nConnection: close\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_can_be_read_where_its_refund_says_that_it_is()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var order = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku))).Json;
        var refund = await door.SendAsync(
            "POST", $"/api/v1/payments/{order["transaction_id"]}/refunds", """{"amount": "9.99", "reason": "one of two"}""");
        Assert.Equal(201, refund.Status);

        var payment = (await door.ReadAsync(refund.Location!)).Json;
        Assert.Equal(
            ("39.98", "9.99", (string?)order["order_id"]),
            ((string?)payment["amount"], (string?)payment["refunded"], (string?)payment["order_id"]));
        (await shop.Public.ReadAsync(refund.Location!)).Problem(401, "unauthenticated");
        (await door.ReadAsync($"/api/v1/payments/{Nobody}")).Problem(404, "not_found");
    }

    [Fact]
    public async Task An_event_stream_that_has_ended_is_204_so_that_nobody_asks_for_ever()
    {
        using var door = await shop.HttpOfAsync("cli");
        var path = $"/api/v1/orders/{await OrderAsync(door, "credit_card")}/events";
        var all = await door.ReadAsync(path);
        Assert.StartsWith("retry: 2000\n\nid: 1\n", all.Body, StringComparison.Ordinal);
        var last = all.Body.Split('\n').Last(line => line.StartsWith("id: ", StringComparison.Ordinal))[4..];
        foreach (var seen in new[] { last, "1000000" })
        {
            var ended = await door.ReadAsync(path, ("Last-Event-ID", seen));
            Assert.Equal((204, ""), (ended.Status, ended.Body));
        }
    }

    [Theory]
    [InlineData("/api/v1/users", """{"email": "a@example.com"}""", "name", "name: is required")]
    [InlineData("/api/v1/users", """{"email": "a@example.com", "name": " "}""", "name", "name: must not be blank")]
    [InlineData("/api/v1/users", """{"email": "a@example.com", "name": "A", "name": "B"}""", "name", "name: is given twice")]
    [InlineData("/api/v1/users", """{"email": 1, "name": "A"}""", "email", "email: must be a string")]
    [InlineData("/api/v1/users", """{"nick": "A"}""", "nick", "nick: is not a field of this request")]
    [InlineData("/api/v1/users", """{"email": "a@example.com", "name": "A" """, null, "The request is not valid JSON (line 1, byte 40).")]
    [InlineData("/api/v1/users", "[]", null, "The request must be an object.")]
    [InlineData("/api/v1/products?page_size=x", null, "page_size", "page_size: must be a whole number")]
    [InlineData("/api/v1/products?page_token=x", null, "page_token", "page_token: is not a valid page token")]
    [InlineData("/api/v1/tasks", """{"input": {}, "agent_type": "user"}""", "input",
        "input: must be a string: the capability's request as JSON text")]
    [InlineData("/api/v1/tasks", """{"inputs": "{}"}""", "inputs", "inputs: is not a field of this request")]
    [InlineData("/api/v1/tasks", """{"input": "{}", "input": "{}"}""", "input", "input: is given twice")]
    public async Task A_refusal_names_what_is_wrong(string path, string? body, string? field, string detail)
    {
        var problem = (await shop.Public.SendAsync(body is null ? "GET" : "POST", path, body)).Problem(400, "invalid_request");
        Assert.Equal((detail, field), ((string?)problem["detail"], (string?)problem["errors"]?[0]!["field"]));
    }

    [Fact]
    public async Task A_payment_method_that_there_is_not_is_told_which_there_are()
    {
        using var door = await shop.HttpOfAsync("cli");
        var problem =
            (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(Nobody, "WIDGET-001", method: "cash"))).Problem(400,
                "invalid_request");
        Assert.StartsWith("payment_method: must be one of credit_card, ", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_is_answered_readably_and_with_its_correlation_id()
    {
        var answer = await shop.Public.SendAsync("POST", "/api/v1/tasks",
            """{"input": "{\"sku\": \"WIDGET-001\"}", "agent_type": "inventory", "capability": "get_product", "correlation_id": "c-1"}""");
        Assert.Equal("c-1", (string?)answer.Json["correlation_id"]);
        Assert.Contains("\"output\":\"{\\\"sku\\\":\\\"WIDGET-001\\\"", answer.Body, StringComparison.Ordinal);
    }

    // Each character is a byte.
    private async Task<string> AskAsync(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, shop.Public.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(limit.Token);
    }

    private async Task<string> OrderAsync(HttpClient door, string method)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        return (string)(await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: method))).Json["order_id"]!;
    }

    private async Task<(int Status, string Allow, string Body)> AllowedAsync(string verb, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path);
        using var response = await shop.Public.SendAsync(request);
        return (
            (int)response.StatusCode, string.Join(',', response.Content.Headers.Allow.Order(StringComparer.Ordinal)),
            await response.Content.ReadAsStringAsync());
    }
}
