using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.Web.Tests;

/// <summary>A gateway of a few lines: two products, anybody who signs in, and orders that are remembered by their keys.</summary>
internal sealed class ScriptedGateway : HttpMessageHandler
{
    public const string UserId = "01a1ff1c-d114-79ba-ac76-4d3ee3880b49";
    public const string Foreign = "01a1ff1c-d114-79ba-ac76-000000000000";

    private readonly ConcurrentDictionary<string, JsonObject> _orders = new();
    private int _sessions;

    /// <summary>Answers before all else, if it answers.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Before { get; set; } = _ => null;

    public string UserName { get; set; } = "Ann";

    public string ProductName { get; set; } = "Widget";

    public string Price { get; set; } = "19.99";

    public long Available { get; set; } = 1000;

    public int ExpiresIn { get; set; } = 300;

    public string OrderStatus { get; set; } = "confirmed";

    public JsonObject? NextAction { get; set; }

    /// <summary>The orders that were placed, by key.</summary>
    public IReadOnlyDictionary<string, JsonObject> Orders => _orders;

    /// <summary>The keys of all requests for orders and users, in order.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>Method and path of each request.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static HttpResponseMessage Refuse(int status, string code) => new((HttpStatusCode)status)
    {
        Content = JsonContent.Create(new JsonObject
        {
            ["status"] = status,
            ["code"] = code,
            ["detail"] = "no",
            ["trace_id"] = "0123456789abcdef",
        }),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath["/api/v1".Length..];
        Asked.Enqueue($"{request.Method} {path}");
        if (Before(request) is { } answer)
        {
            return answer;
        }

        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        var isSignedIn = request.Headers.Authorization is not null;
        return (request.Method.Method, path) switch
        {
            ("GET", "/products") => Json(new JsonObject
            {
                ["products"] = new JsonArray(Product("WIDGET-001"), Product("WIDGET-002")),
                ["next_page_token"] = "",
            }),
            ("GET", var at) when at.StartsWith("/products/", StringComparison.Ordinal) =>
                at.EndsWith("WIDGET-001", StringComparison.Ordinal) ? Json(Product("WIDGET-001")) : Refuse(404, "not_found"),
            ("POST", "/users") => SignUp(request),
            ("POST", "/sessions") => (string?)body!["password"] == "wrong" ? Refuse(401, "unauthenticated") : Json(Tokens()),
            ("POST", "/sessions/refresh") => Json(Tokens()),
            ("DELETE", "/sessions") => new(HttpStatusCode.NoContent),
            _ when !isSignedIn => Refuse(401, "unauthenticated"),
            ("POST", "/orders") => Place(request, body!),
            ("GET", "/orders") => Json(new JsonObject
            {
                ["orders"] = new JsonArray([.. _orders.Values.Select(order => order.DeepClone())]),
                ["next_page_token"] = "",
            }),
            ("GET", var at) when at.EndsWith("/events", StringComparison.Ordinal) => new(HttpStatusCode.NoContent),
            ("GET", var at) when at.StartsWith("/orders/", StringComparison.Ordinal) =>
                _orders.Values.FirstOrDefault(order => at.EndsWith((string)order["order_id"]!, StringComparison.Ordinal)) is { } order
                    ? Json(order.DeepClone())
                    : Refuse(404, "not_found"),
            ("GET", var at) when at.StartsWith("/payments/", StringComparison.Ordinal) => Json(Payment()),
            ("GET", var at) when at.EndsWith("/sessions", StringComparison.Ordinal) =>
                Json(new JsonObject { ["sessions"] = new JsonArray() }),
            ("GET" or "PATCH" or "PUT", var at) when at.StartsWith("/users/", StringComparison.Ordinal) => Json(User()),
            _ => Refuse(404, "not_found"),
        };
    }

    private static HttpResponseMessage Json(JsonNode node, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = JsonContent.Create(node) };

    private JsonObject Product(string sku) => new()
    {
        ["sku"] = sku,
        ["name"] = ProductName,
        ["price"] = Price,
        ["currency"] = "USD",
        ["available"] = Available,
    };

    private JsonObject User() => new()
    {
        ["user_id"] = UserId,
        ["email"] = "ann@example.com",
        ["name"] = UserName,
        ["tier"] = "free",
        ["created_at"] = "2026-11-21T17:17:21.04456Z",
    };

    private JsonObject Tokens()
    {
        var number = Interlocked.Increment(ref _sessions).ToString(CultureInfo.InvariantCulture);
        return new()
        {
            ["access_token"] = $"access-{number}",
            ["token_type"] = "Bearer",
            ["expires_in"] = ExpiresIn,
            ["refresh_token"] = $"refresh-{number}",
            ["user"] = User(),
            ["session_id"] = "01a20245-c9d7-755c-8074-7cca7362f07b",
        };
    }

    private JsonObject Payment() => new()
    {
        ["transaction_id"] = "t",
        ["amount"] = "19.99",
        ["currency"] = "USD",
        ["status"] = NextAction is null ? "captured" : "requires_action",
        ["refunded"] = "0.00",
        ["next_action"] = NextAction?.DeepClone(),
        ["decline_code"] = "",
    };

    private HttpResponseMessage SignUp(HttpRequestMessage request)
    {
        Keys.Enqueue(request.Headers.GetValues("Idempotency-Key").Single());
        return Json(User(), HttpStatusCode.Created);
    }

    private HttpResponseMessage Place(HttpRequestMessage request, JsonNode body)
    {
        var key = request.Headers.GetValues("Idempotency-Key").Single();
        Keys.Enqueue(key);
        var order = _orders.GetOrAdd(key, _ => new()
        {
            ["order_id"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
            ["user_id"] = UserId,
            ["items"] = new JsonArray([.. body["items"]!.AsArray().Select(item => new JsonObject
            {
                ["sku"] = (string?)item!["sku"],
                ["name"] = ProductName,
                ["quantity"] = (int)item["quantity"]!,
                ["unit_price"] = Price,
                ["line_total"] = Price,
            })]),
            ["total"] = Price,
            ["currency"] = "USD",
            ["payment_method"] = (string?)body["payment_method"],
            ["transaction_id"] = "t",
            ["status"] = OrderStatus,
            ["refunded"] = "0.00",
            ["created_at"] = "2026-11-21T17:18:43Z",
            ["updated_at"] = "2026-11-21T17:18:43Z",
        });
        return Json(order.DeepClone(), HttpStatusCode.Created);
    }
}
