using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Demo;

/// <summary>What the shop answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The response, or the problem.</param>
internal sealed record TourAnswer(int Status, JsonNode? Body)
{
    /// <summary>Whether the shop did it.</summary>
    public bool IsDone => Status < 400;

    /// <summary>The answer in short: what became of it, or the status with the problem's code.</summary>
    public override string ToString() => IsDone ? $"{Body?["status"]}" : $"{Status} {Body?["code"]}";
}

/// <summary>A user who is signed in: REST on the public port, by the access token alone.</summary>
internal sealed class TourUser : IDisposable
{
    private static readonly string[] LastEvents = ["confirmed", "failed", "cancelled", "refunded"];
    private readonly HttpClient _door;

    /// <param name="userId">The user.</param>
    /// <param name="accessToken">The user's token; it is good for five minutes.</param>
    /// <param name="publicAddress">The public port.</param>
    public TourUser(string userId, string accessToken, Uri publicAddress)
    {
        UserId = userId;
        _door = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = publicAddress, Timeout = TourShop.CallTimeout };
        _door.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
    }

    /// <summary>The user.</summary>
    public string UserId { get; }

    /// <summary>Places an order for the user.</summary>
    public Task<TourAnswer> PlaceAsync(string method, CancellationToken cancellationToken, params JsonObject[] items) => PostAsync(
        "/api/v1/orders",
        new JsonObject { ["user_id"] = UserId, ["items"] = new JsonArray(items), ["payment_method"] = method }, cancellationToken);

    /// <summary>Asks for something.</summary>
    public async Task<TourAnswer> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var reply = await _door.GetAsync(path, cancellationToken);
        return await ReadAsync(reply, cancellationToken);
    }

    /// <summary>Has something done.</summary>
    public async Task<TourAnswer> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var reply = await _door.PostAsJsonAsync(path, body, cancellationToken);
        return await ReadAsync(reply, cancellationToken);
    }

    /// <summary>A user's orders that this one may see, the latest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> OrdersAsync(string userId, CancellationToken cancellationToken) =>
        List((await GetAsync($"/api/v1/orders?user_id={userId}", cancellationToken)).Body, "orders");

    /// <summary>The payments of an order.</summary>
    public async Task<IReadOnlyList<JsonNode>> PaymentsAsync(JsonNode order, CancellationToken cancellationToken)
    {
        var input = new JsonObject { ["order_id"] = (string?)order["order_id"] };
        var answer = await PostAsync(
            "/api/v1/tasks",
            new JsonObject { ["agent_type"] = AgentNames.Payment, ["capability"] = "list_payments", ["input"] = input.ToJsonString() },
            cancellationToken);
        return List(answer.IsDone ? JsonNode.Parse((string)answer.Body!["output"]!) : null, "payments");
    }

    /// <summary>What the ledger says was taken from the user and kept, over all orders.</summary>
    public async Task<string> TakenAsync(CancellationToken cancellationToken)
    {
        var taken = 0.00m;
        foreach (var order in await OrdersAsync(UserId, cancellationToken))
        {
            foreach (var payment in await PaymentsAsync(order, cancellationToken))
            {
                if ((string?)payment["status"] is "captured" or "refunded")
                {
                    taken += Money(payment, "amount") - Money(payment, "refunded");
                }
            }
        }

        return taken.ToString("0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>What happened to an order, from its event stream (server-sent events), up to its end.</summary>
    public async Task<string> HistoryAsync(JsonNode order, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TourShop.CallTimeout);
        using var stream = new StreamReader(await _door.GetStreamAsync($"/api/v1/orders/{order["order_id"]}/events", limit.Token));
        List<string> types = [];
        while (await stream.ReadLineAsync(limit.Token) is { } line)
        {
            if (!line.StartsWith("event: ", StringComparison.Ordinal))
            {
                continue;
            }

            types.Add(line["event: ".Length..]);
            if (LastEvents.Contains(types[^1]))
            {
                break;
            }
        }

        return string.Join(" → ", types);
    }

    /// <inheritdoc/>
    public void Dispose() => _door.Dispose();

    private static async Task<TourAnswer> ReadAsync(HttpResponseMessage reply, CancellationToken cancellationToken) =>
        new((int)reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonNode>(cancellationToken));

    private static IReadOnlyList<JsonNode> List(JsonNode? reply, string field) =>
        [.. reply?[field]?.AsArray().Select(entry => entry!) ?? []];

    private static decimal Money(JsonNode payment, string field) => decimal.Parse((string)payment[field]!, CultureInfo.InvariantCulture);
}
