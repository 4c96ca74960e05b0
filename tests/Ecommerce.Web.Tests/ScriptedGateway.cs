using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.Web.Tests;

/// <summary>A gateway of a few lines: two products, two users, and orders that are remembered by their keys.</summary>
internal sealed class ScriptedGateway : HttpMessageHandler
{
    public const string UserId = "01a1ff1c-d114-79ba-ac76-4d3ee3880b49";
    public const string OtherUserId = "01a1ff1c-d114-79ba-ac76-5d3ee3880b50";
    public const string Foreign = "01a1ff1c-d114-79ba-ac76-000000000000";

    // As long as the user agent's are.
    private static readonly string Padding = new('x', 1000);

    private readonly ConcurrentDictionary<string, JsonObject> _orders = new();
    private readonly ConcurrentDictionary<string, string> _bodies = new();
    private readonly ConcurrentDictionary<string, string> _users = new();
    private int _sessions;

    /// <summary>Answers before all else, if it answers.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Before { get; set; } = _ => null;

    public string UserName { get; set; } = "Ann";

    public string ProductName { get; set; } = "Widget";

    public string Price { get; set; } = "19.99";

    /// <summary>The currency of the second product.</summary>
    public string OtherCurrency { get; set; } = "USD";

    public long Available { get; set; } = 1000;

    /// <summary>How many products there are beside the two.</summary>
    public int Others { get; set; }

    public int ExpiresIn { get; set; } = 300;

    public string OrderStatus { get; set; } = "confirmed";

    public JsonObject? NextAction { get; set; }

    /// <summary>Where the user is signed in.</summary>
    public JsonArray Sessions { get; set; } = [];

    /// <summary>Each answer waits for it.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    /// <summary>Whether orders are taken, and not ended.</summary>
    public bool StillPlacing { get; set; }

    /// <summary>Whether orders are placed, and nobody is told.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>The field that holds <see cref="PlantedText"/> in every answer; empty for none.</summary>
    public string PlantedField { get; set; } = "";

    /// <summary>What <see cref="PlantedField"/> holds.</summary>
    public string PlantedText { get; set; } = "";

    /// <summary>The fields of all answers that are texts.</summary>
    public ConcurrentDictionary<string, bool> TextFields { get; } = new();

    /// <summary>The orders that were placed, by key.</summary>
    public IReadOnlyDictionary<string, JsonObject> Orders => _orders;

    /// <summary>The keys of all requests for orders and users, in order.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>Method and path of each request.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>A refusal, and the fields that it is about.</summary>
    public static HttpResponseMessage Refuse(int status, string code, params IEnumerable<string> fields) => new((HttpStatusCode)status)
    {
        Content = JsonContent.Create(new JsonObject
        {
            ["status"] = status,
            ["code"] = code,
            ["detail"] = "no",
            ["trace_id"] = "0123456789abcdef",
            ["errors"] = new JsonArray([.. fields.Select(field => new JsonObject { ["field"] = field, ["detail"] = "no" })]),
        }),
    };

    /// <summary>From now on each stream of events says one thing, and stays open.</summary>
    public void SayOnly(string type) =>
        Before = request => request.RequestUri!.AbsolutePath.EndsWith("/events", StringComparison.Ordinal) ? Endless(type) : null;

    /// <summary>A stream of events that says one thing, and stays open.</summary>
    public static HttpResponseMessage Endless(string type)
    {
        var pipe = new Pipe();
        var writer = pipe.Writer.AsStream();
        writer.Write(Encoding.UTF8.GetBytes(
            $"data: {{\"event_id\":1,\"type\":\"{type}\",\"status\":\"pending\",\"at\":\"2026-11-21T17:18:44Z\",\"detail\":\"\"}}\n\n"));
        writer.Flush();
        var content = new StreamContent(pipe.Reader.AsStream());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return new(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>A stream of events that ends.</summary>
    public static HttpResponseMessage Events(params IEnumerable<string> types) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(
            string.Concat(types.Index().Select(happened =>
                $"data: {{\"event_id\":{happened.Index + 1},\"type\":\"{happened.Item}\",\"status\":\"pending\","
                + "\"at\":\"2026-11-21T17:18:44Z\",\"detail\":\"\"}\n\n")),
            new MediaTypeHeaderValue("text/event-stream")),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath["/api/v1".Length..];
        Asked.Enqueue($"{request.Method} {path}");
        await Delay.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        if (Before(request) is { } answer)
        {
            return answer;
        }

        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        var user = request.Headers.Authorization?.Parameter is { } token ? _users.GetValueOrDefault(token) : null;
        return (request.Method.Method, path) switch
        {
            ("GET", "/products") => Json(new JsonObject
            {
                ["products"] = new JsonArray(
                [
                    Product("WIDGET-001"), Product("WIDGET-002"),
                    .. Enumerable.Range(0, Others).Select(number => Product($"OTHER-{number}")),
                ]),
                ["next_page_token"] = "",
            }),
            ("GET", var at) when at.StartsWith("/products/", StringComparison.Ordinal) =>
                at.Contains("WIDGET-00", StringComparison.Ordinal) ? Json(Product(at["/products/".Length..])) : Refuse(404, "not_found"),
            ("POST", "/users") => SignUp(request),
            ("POST", "/sessions") => (string?)body!["password"] == "wrong"
                ? Refuse(401, "unauthenticated")
                : Json(Tokens(IdOf((string?)body["email"]))),
            ("POST", "/sessions/refresh") => _users.TryRemove((string)body!["refresh_token"]!, out var of)
                ? Json(Tokens(of))
                : Refuse(401, "unauthenticated"),
            ("DELETE", "/sessions") => new(HttpStatusCode.NoContent),
            _ when user is null => Refuse(401, "unauthenticated"),
            ("POST", "/orders") => Place(request, body!, user),
            ("GET", "/orders") => Json(new JsonObject
            {
                ["orders"] = new JsonArray([.. OrdersOf(user).Select(order => order.DeepClone())]),
                ["next_page_token"] = "",
            }),
            ("POST", var at) when at.EndsWith("/cancel", StringComparison.Ordinal) => Cancel(OrdersOf(user).Single()),
            ("DELETE", var at) when at.StartsWith("/users/", StringComparison.Ordinal) => new(HttpStatusCode.NoContent),
            ("GET", var at) when at.EndsWith("/events", StringComparison.Ordinal) => new(HttpStatusCode.NoContent),
            ("GET", var at) when at.StartsWith("/orders/", StringComparison.Ordinal) =>
                OrdersOf(user).FirstOrDefault(order => at.EndsWith((string)order["order_id"]!, StringComparison.Ordinal)) is { } order
                    ? Json(order.DeepClone())
                    : Refuse(404, "not_found"),
            ("GET", var at) when at.StartsWith("/payments/", StringComparison.Ordinal) => Json(Payment()),
            ("GET", var at) when at.EndsWith("/sessions", StringComparison.Ordinal) =>
                Json(new JsonObject { ["sessions"] = Sessions.DeepClone() }),
            ("GET" or "PATCH" or "PUT", var at) when at.StartsWith("/users/", StringComparison.Ordinal) => Json(User()),
            _ => Refuse(404, "not_found"),
        };
    }

    private HttpResponseMessage Json(JsonNode node, HttpStatusCode status = HttpStatusCode.OK)
    {
        Plant(node);
        return new(status) { Content = JsonContent.Create(node) };
    }

    private void Plant(JsonNode? node)
    {
        foreach (var child in node as JsonArray ?? [])
        {
            Plant(child);
        }

        foreach (var (name, child) in (node as JsonObject)?.ToList() ?? [])
        {
            Plant(child);
            if (child is JsonValue value && value.GetValueKind() == JsonValueKind.String)
            {
                TextFields[name] = true;
                node![name] = name == PlantedField ? PlantedText : value.DeepClone();
            }
        }
    }

    private static string IdOf(string? email) => email == "bob@example.com" ? OtherUserId : UserId;

    private IEnumerable<JsonObject> OrdersOf(string user) => _orders.Values.Where(order => (string?)order["user_id"] == user);

    private JsonObject Product(string sku) => new()
    {
        ["sku"] = sku,
        ["name"] = ProductName,
        ["price"] = Price,
        ["currency"] = sku.EndsWith('2') ? OtherCurrency : "USD",
        ["available"] = Available,
    };

    private JsonObject User(string user = UserId) => new()
    {
        ["user_id"] = user,
        ["email"] = "ann@example.com",
        ["name"] = UserName,
        ["tier"] = "free",
        ["created_at"] = "2026-11-21T17:17:21.04456Z",
    };

    private JsonObject Tokens(string user)
    {
        var number = Interlocked.Increment(ref _sessions).ToString(CultureInfo.InvariantCulture);
        var (access, refresh) = ($"access-{number}-{Padding}", $"refresh-{number}");
        (_users[access], _users[refresh]) = (user, user);
        return new()
        {
            ["access_token"] = access,
            ["token_type"] = "Bearer",
            ["expires_in"] = ExpiresIn,
            ["refresh_token"] = refresh,
            ["user"] = User(user),
            ["session_id"] = $"01a20245-c9d7-755c-8074-{number.PadLeft(12, '0')}",
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

    private HttpResponseMessage Cancel(JsonObject order)
    {
        order["status"] = (string?)order["status"] is "confirmed" or "refunded" ? "refunded" : "cancelled";
        return Json(order.DeepClone());
    }

    private HttpResponseMessage SignUp(HttpRequestMessage request)
    {
        Keys.Enqueue(request.Headers.GetValues("Idempotency-Key").Single());
        return Json(User(), HttpStatusCode.Created);
    }

    // A repeat is answered as the first request was, a refusal too; another request under the key is none.
    private HttpResponseMessage Place(HttpRequestMessage request, JsonNode body, string user)
    {
        var key = request.Headers.GetValues("Idempotency-Key").Single();
        Keys.Enqueue(key);
        if (_bodies.GetOrAdd(key, body.ToJsonString()) != body.ToJsonString())
        {
            return Refuse(422, "idempotency_key_reused");
        }

        if (StillPlacing)
        {
            return Refuse(409, "idempotency_key_in_use");
        }

        var isDeclined = (string?)body["payment_method"] == "test_declined";
        var order = _orders.GetOrAdd(key, _ => new()
        {
            ["order_id"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
            ["user_id"] = user,
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
            ["status"] = isDeclined ? "failed" : OrderStatus,
            ["failure"] = isDeclined ? new JsonObject { ["code"] = "payment_declined", ["message"] = "" } : null,
            ["refunded"] = "0.00",
            ["created_at"] = "2026-11-21T17:18:43Z",
            ["updated_at"] = "2026-11-21T17:18:43Z",
        });
        return LosesAnswers ? Refuse(503, "unavailable")
            : isDeclined ? Refuse(422, "payment_declined")
            : Json(order.DeepClone(), HttpStatusCode.Created);
    }
}
