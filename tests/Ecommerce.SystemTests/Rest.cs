using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>What a request was answered with.</summary>
internal sealed record RestAnswer(int Status, string MediaType, string Body, HttpResponseHeaders Headers)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Location => Headers.Location?.OriginalString;

    /// <summary>Asserts that it is a problem as RFC 9457 and the contract have it.</summary>
    public JsonNode Problem(int status, string code)
    {
        Assert.True(Status == status, $"{Status}: {Body}");
        Assert.Equal("application/problem+json", MediaType);
        var problem = Json;
        Assert.Equal(
            (status, code, "about:blank"), ((int)problem["status"]!, (string?)problem["code"], (string?)problem["type"]));
        Assert.NotEmpty((string?)problem["title"] ?? "");
        Assert.NotEmpty((string?)problem["detail"] ?? "");
        Assert.Matches("^[0-9a-f]{32}$", (string?)problem["trace_id"]);
        return problem;
    }
}

/// <summary>REST requests, sent as they are written.</summary>
internal static class Rest
{
    public static Task<RestAnswer> ReadAsync(this HttpClient door, string path, params (string Name, string Value)[] headers) =>
        door.SendAsync("GET", path, (HttpContent?)null, headers);

    public static Task<RestAnswer> SendAsync(
        this HttpClient door, string verb, string path, string? json, params (string Name, string Value)[] headers) =>
        door.SendAsync(verb, path, json is null ? null : Content(Encoding.UTF8.GetBytes(json), "application/json"), headers);

    public static async Task<RestAnswer> SendAsync(
        this HttpClient door, string verb, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), path) { Content = body };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await door.SendAsync(request);
        return new(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsStringAsync(),
            response.Headers);
    }

    public static ByteArrayContent Content(byte[] bytes, string? mediaType) => new(bytes)
    {
        Headers = { ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType) },
    };

    /// <summary>The body of an order of one line.</summary>
    public static string OrderOf(string user, string sku, int quantity = 2, string price = "19.99", string method = "credit_card") =>
        $$"""
        {"user_id": "{{user}}", "payment_method": "{{method}}",
        "items": [{"sku": "{{sku}}", "quantity": {{quantity}}, "price": "{{price}}"}]}
        """;

    /// <summary>Asserts that nothing came of it: the user has no order and no payment, the product all of its stock.</summary>
    public static async Task NothingChangedAsync(this ShopFixture shop, string user, string sku, long stock)
    {
        Assert.Empty(await shop.OrdersOfAsync(user));
        await shop.NothingMovedAsync(user, sku, stock);
    }

    /// <summary>Asserts that neither stock nor money moved.</summary>
    public static async Task NothingMovedAsync(this ShopFixture shop, string user, string sku, long stock)
    {
        Assert.Equal((stock, 0L, 0L), await shop.StockAsync(sku));
        Assert.Equal(0, await shop.LedgerOfAsync(user));
    }

    /// <summary>How much of the user's money the ledger says that the shop has, in minor units.</summary>
    public static async Task<long> LedgerOfAsync(this ShopFixture shop, string user)
    {
        await using var command = shop.Owner("payments").CreateCommand(
            """
            SELECT coalesce(sum(l.amount_minor), 0)::bigint FROM ledger_postings l JOIN payments p USING (transaction_id)
            WHERE p.user_id = $1 AND l.account = 'shop'
            """);
        command.Parameters.Add(new() { Value = Guid.Parse(user) });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Does the buyer's part in a payment that waits for it.</summary>
    public static async Task FinishActionAsync(this ShopFixture shop, string transactionId)
    {
        await using var command = shop.Owner("sandbox").CreateCommand("SELECT finish_action($1, true)");
        command.Parameters.Add(new() { Value = Guid.Parse(transactionId) });
        Assert.Equal("captured", await command.ExecuteScalarAsync());
    }

    /// <summary>Answers a single number that a database is asked for.</summary>
    public static async Task<long> CountAsync(this ShopFixture shop, string database, string sql, params object[] parameters)
    {
        await using var command = shop.Owner(database).CreateCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return (long)(await command.ExecuteScalarAsync())!;
    }
}
