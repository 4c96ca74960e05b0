using System.Text;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Bodies that are not what they should be: each is a clear refusal and changes nothing.</summary>
public sealed class BadInputTests(ShopFixture shop)
{
    private const string Good = """{"user_id": "USER", "items": [{"sku": "SKU", "quantity": 1}], "payment_method": "credit_card"}""";

    public static TheoryData<string> Bodies =>
    [
        Line("0"), Line("-1"), Line("2147483648"), Line("1.5"), Line("null"), Line("\"two\""), Line("NaN"), Line("1e400"), Line("Infinity"),
        Line("1, \"price\": \"-19.99\""), Line("1, \"price\": \"NaN\""), Line("1, \"price\": 1e30"),
        Line("1, \"quantity\": 1"), Line("1, \"currency\": \"EUR\""), Line("1, \"unit_price\": \"0.01\""),
        With("\"user_id\": \"USER\""), With("\"status\": \"confirmed\""), With("\"role\": \"admin\""), With("\"total\": \"0.01\""),
        With("\"order_id\": \"01a1fdfe-9267-7e1a-9f9b-692d6e276db0\""), With("\"\": 1"),
        Good.Replace("USER", "<user-id-from-above>", StringComparison.Ordinal),
        Good.Replace("USER", "USER' OR '1'='1", StringComparison.Ordinal),
        Good.Replace("credit_card", "Credit Card", StringComparison.Ordinal),
        Good.Replace("\"USER\"", "[\"USER\"]", StringComparison.Ordinal),
        Good[..^1], Good + "{}", "[" + Good + "]", "null", "\"text\"", "",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_order_is_400_and_changes_nothing(string body)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var written = body.Replace("USER", user, StringComparison.Ordinal).Replace("SKU", sku, StringComparison.Ordinal);
        (await door.SendAsync("POST", "/api/v1/orders", written)).Problem(400, "invalid_request");
        await shop.NothingChangedAsync(user, sku, 10);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task A_body_that_is_not_called_JSON_is_415(string? mediaType)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        using var body = Rest.Content(Encoding.UTF8.GetBytes(Rest.OrderOf(user, sku)), mediaType);
        (await door.SendAsync("POST", "/api/v1/orders", body)).Problem(415, "unsupported_media_type");
        await shop.NothingChangedAsync(user, sku, 10);
    }

    [Fact]
    public async Task A_body_that_is_no_UTF8_is_400()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var bytes = Encoding.UTF8.GetBytes(Rest.OrderOf(user, sku, method: "credit@card"));
        bytes[Array.IndexOf(bytes, (byte)'@')] = 0xff;
        using var body = Rest.Content(bytes, "application/json");
        (await door.SendAsync("POST", "/api/v1/orders", body)).Problem(400, "invalid_request");
        await shop.NothingChangedAsync(user, sku, 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_one_mebibyte_is_400_whether_it_tells_its_length_or_not(bool tellsLength)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var padded = Encoding.UTF8.GetBytes(Rest.OrderOf(user, sku) + new string(' ', 1024 * 1024));
        using HttpContent body = tellsLength ? Rest.Content(padded, "application/json") : new StreamContent(new Pipe(padded));
        body.Headers.ContentType = new("application/json");
        (await door.SendAsync("POST", "/api/v1/orders", body)).Problem(400, "invalid_request");
        await shop.NothingChangedAsync(user, sku, 10);
    }

    [Theory]
    [InlineData(31, 404)] // as deep as it may be; then it is the capability's turn
    [InlineData(33, 400)]
    [InlineData(100_000, 400)]
    public async Task Nesting_ends_at_32(int depth, int status)
    {
        // route's payload is free in form, so that nothing but the depth can be wrong with it.
        var payload = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "1" + new string('}', depth - 1);
        var answer = await shop.CallAsync("route", $$"""{"service": "nobody", "action": "x", "payload": {{payload}}}""");
        Assert.Equal((status, "failed"), ((int)answer.Error!["status"]!, answer.Status));
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("19.999")]
    [InlineData("20.00")]
    public async Task A_price_that_is_not_the_catalogues_is_422(string price)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var problem = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, price: price))).Problem(422, "price_changed");
        Assert.Equal("items[0].price", (string?)problem["errors"]![0]!["field"]);
        Assert.Equal("failed", Assert.Single(await shop.OrdersOfAsync(user)).Status);
        await shop.NothingMovedAsync(user, sku, 10);
    }

    [Fact]
    public async Task An_unknown_SKU_is_404_and_named()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var problem = (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, "NO-SUCH-SKU"))).Problem(404, "not_found");
        Assert.Equal("items[0].sku", (string?)problem["errors"]![0]!["field"]);
        await shop.NothingChangedAsync(user, sku, 10);
    }

    [Theory]
    [InlineData("test_declined", "payment_declined")]
    [InlineData("test_insufficient_funds", "insufficient_funds")]
    public async Task A_declined_payment_is_422_and_leaves_stock_and_ledger_as_before(string method, string code)
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        (await door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, method: method))).Problem(422, code);
        await shop.NothingMovedAsync(user, sku, 10);
    }

    [Fact]
    public async Task A_malformed_UUID_in_a_path_is_400()
    {
        using var door = await shop.HttpOfAsync("cli");
        foreach (var id in new[] { "1", "01a1fdfe92677e1a9f9b692d6e276db0", "%7B01a1fdfe-9267-7e1a-9f9b-692d6e276db0%7D", "x%27--" })
        {
            (await door.ReadAsync($"/api/v1/orders/{id}")).Problem(400, "invalid_request");
        }
    }

    private static string Line(string quantity) => Good.Replace("\"quantity\": 1", $"\"quantity\": {quantity}", StringComparison.Ordinal);

    private static string With(string member) => Good[..^1] + ", " + member + "}";

    /// <summary>A stream that does not know its length.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
