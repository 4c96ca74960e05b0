using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Idempotency keys at the gateway's doors: what is none is refused there, and troubles nobody else.</summary>
public sealed class IdempotencyKeyTests(ShopFixture shop)
{
    private const string Task = """{"input": "{}", "agent_type": "inventory", "capability": "list_products"}""";

    public static TheoryData<string, string, string> Requests => new()
    {
        { "GET", "/api/v1/products", "é" },
        { "GET", "/api/v1/products/WIDGET-001", "two words" },
        { "POST", "/api/v1/users", "é" },
        { "POST", "/api/v1/users", new string('k', 256) },
        { "POST", "/api/v1/users", new string('k', 30_000) },
        { "GET", "/api/v1/health", "é" },
        { "POST", "/api/v1/tasks", "é" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_header_that_is_no_key_is_400_and_opens_no_circuit(string verb, string path, string key)
    {
        // More of them than a circuit breaker takes.
        for (var i = 0; i < 6; i++)
        {
            AssertNamed(await SendAsync(verb, path, key), "Idempotency-Key");
        }

        Assert.Equal(200, (await shop.Public.ReadAsync("/api/v1/products")).Status);
        Assert.Equal(400, (await shop.Public.SendAsync("POST", "/api/v1/users", "{}")).Status);
    }

    [Fact]
    public async Task A_header_given_twice_is_400() =>
        AssertNamed(await shop.Public.ReadAsync("/api/v1/products", ("Idempotency-Key", "k"), ("Idempotency-Key", "k")), "Idempotency-Key");

    [Fact]
    public async Task A_header_that_is_not_the_bodys_key_orders_nothing()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        using var door = await shop.HttpOfAsync("cli");
        var body = Rest.OrderOf(user, sku).Replace("\"items\"", "\"idempotency_key\": \"b\", \"items\"", StringComparison.Ordinal);
        AssertNamed(await door.SendAsync("POST", "/api/v1/orders", body, ("Idempotency-Key", "a")), "Idempotency-Key");
        await shop.NothingChangedAsync(user, sku, 10);
        Assert.Equal(201, (await door.SendAsync("POST", "/api/v1/orders", body, ("Idempotency-Key", "b"))).Status);
    }

    [Fact]
    public async Task Strangers_who_hit_upon_one_key_both_sign_up_and_a_repeat_gets_the_first_answer()
    {
        var name = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        Task<RestAnswer> SignUpAsync(string who, string password) => shop.Public.SendAsync(
            "POST", "/api/v1/users", $$"""{"email": "{{who}}.{{name}}@example.com", "name": "{{who}}", "password": "{{password}}"}""",
            ("Idempotency-Key", $"1-{name}"));

        var alice = await SignUpAsync("alice", "correct horse 7");
        var bob = await SignUpAsync("bob", "battery staple 8");
        var again = await SignUpAsync("alice", "correct horse 7");
        var guessed = await SignUpAsync("alice", "another password");

        Assert.Equal((201, 201), (alice.Status, bob.Status));
        Assert.NotEqual((string?)alice.Json["user_id"], (string?)bob.Json["user_id"]);
        Assert.Equal((201, alice.Body), (again.Status, again.Body));
        Assert.Equal((201, alice.Body), (guessed.Status, guessed.Body));
    }

    private async Task<RestAnswer> SendAsync(string verb, string path, string key) =>
        await shop.Public.SendAsync(verb, path, verb == "GET" ? null : Task, ("Idempotency-Key", key));

    private static void AssertNamed(RestAnswer answer, string field) =>
        Assert.Equal(field, (string?)answer.Problem(400, "invalid_request")["errors"]![0]!["field"]);
}
