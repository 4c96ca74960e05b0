using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.Tests.Capabilities;

public class IdempotencyKeysTests
{
    private static readonly Capability CreateOrder = CapabilityCatalogue.Find("order", "create_order")!;

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    public void A_header_holds_one_key_of_visible_ASCII(int length) =>
        Assert.Equal(new string('~', length), IdempotencyKeys.FromHeader([new string('~', length)]));

    [Fact]
    public void Without_a_header_there_is_no_key() => Assert.Null(IdempotencyKeys.FromHeader([]));

    [Theory]
    [InlineData("")]
    [InlineData("é")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("\u007f")]
    [InlineData(null)]
    public void A_malformed_key_is_refused_and_named(string? value) =>
        AssertRefused("Idempotency-Key", () => IdempotencyKeys.FromHeader([value]));

    [Fact]
    public void A_key_of_256_characters_is_refused_and_named() =>
        AssertRefused("Idempotency-Key", () => IdempotencyKeys.FromHeader([new string('k', 256)]));

    [Fact]
    public void Two_headers_are_refused_and_named() => AssertRefused("Idempotency-Key", () => IdempotencyKeys.FromHeader(["k", "k"]));

    [Theory]
    [InlineData("k", "", "k")]
    [InlineData(null, "k", "k")]
    [InlineData("k", "k", "k")]
    [InlineData(null, "", null)]
    public void Header_and_field_name_one_key(string? header, string field, string? key) =>
        Assert.Equal(key, IdempotencyKeys.Agree(CreateOrder, header, new CreateOrderRequest { IdempotencyKey = field }));

    [Fact]
    public void Header_and_field_that_differ_are_refused_and_named() =>
        AssertRefused("Idempotency-Key", () => IdempotencyKeys.Agree(CreateOrder, "a", new CreateOrderRequest { IdempotencyKey = "b" }));

    [Fact]
    public void A_field_with_a_malformed_key_is_refused_and_named() =>
        AssertRefused("idempotency_key", () => IdempotencyKeys.Agree(CreateOrder, null, new CreateOrderRequest { IdempotencyKey = "a b" }));

    [Theory]
    [InlineData("order", "get_order")]
    [InlineData("gateway", "route")]
    public void A_capability_that_takes_no_key_refuses_one(string agent, string name)
    {
        var capability = CapabilityCatalogue.Find(agent, name)!;
        AssertRefused("Idempotency-Key", () => IdempotencyKeys.Agree(capability, "k", capability.RequestParser.ParseFrom([])));
    }

    [Fact]
    public void Secrets_make_no_difference_to_a_key()
    {
        var capability = CapabilityCatalogue.Find("user", "create_user")!;
        IdempotencyKey KeyOf(string password) =>
            IdempotencyKeys.Create(capability, null, null, "k1", new CreateUserRequest { Email = "a@b.example", Password = password })!;

        Assert.Equal(KeyOf("correct horse").RequestHash, KeyOf("battery staple").RequestHash);
        Assert.Equal(KeyOf("correct horse").Scope, KeyOf("battery staple").Scope);
    }

    [Fact]
    public void A_key_is_the_same_in_the_header_and_in_the_body()
    {
        IdempotencyKey KeyOf(CreateOrderRequest request) => IdempotencyKeys.Create(CreateOrder, "actor", null, "k1", request)!;
        var (inHeader, inBody) = (new CreateOrderRequest { UserId = "u" }, new CreateOrderRequest { UserId = "u", IdempotencyKey = "k1" });

        Assert.Equal(KeyOf(inBody).RequestHash, KeyOf(inHeader).RequestHash);
        Assert.Equal("", inHeader.IdempotencyKey);
    }

    private static void AssertRefused(string field, Func<string?> read)
    {
        var problem = Assert.Throws<ProblemException>(() => { read(); });
        Assert.Equal((ErrorCodes.InvalidRequest, field), (problem.Code, problem.Field));
    }
}
