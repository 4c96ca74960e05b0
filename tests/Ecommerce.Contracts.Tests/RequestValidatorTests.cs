using Ecommerce.Contracts.V1;
using Ecommerce.Contracts.Validation;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Tests;

public class RequestValidatorTests
{
    private const string Id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    private static CreateOrderRequest Order(params Item[] items) =>
        new() { UserId = Id, PaymentMethod = "credit_card", Items = { items } };

    private static Item Item(int quantity = 1, string? price = null)
    {
        var item = new Item { Sku = "WIDGET-001", Quantity = quantity };
        if (price is not null)
        {
            item.Price = price;
        }

        return item;
    }

    private static string Refused(Google.Protobuf.IMessage request)
    {
        var violation = Assert.Single(RequestValidator.Validate(request));
        Assert.NotEqual("", violation.Description);
        return violation.Field;
    }

    private static void Accepted(Google.Protobuf.IMessage request) => Assert.Empty(RequestValidator.Validate(request));

    [Fact]
    public void A_valid_order_has_no_violation() => Accepted(Order(Item(), Item(1_000_000, "19.99")));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(1_000_001)]
    public void A_quantity_out_of_range_names_its_item(int quantity) =>
        Assert.Equal("items[1].quantity", Refused(Order(Item(), Item(quantity))));

    [Fact]
    public void All_violations_are_reported_up_to_a_bound()
    {
        Assert.Equal(
            ["user_id", "items", "payment_method"], RequestValidator.Validate(new CreateOrderRequest()).Select(v => v.Field));
        var many = Order([.. Enumerable.Range(0, 100).Select(_ => Item(0))]);
        Assert.Equal(RequestValidator.MaxViolations, RequestValidator.Validate(many).Count);
    }

    [Fact]
    public void A_list_has_at_most_its_rules_number_of_elements()
    {
        Accepted(Order([.. Enumerable.Range(0, 100).Select(_ => Item())]));
        Assert.Equal("items", Refused(Order([.. Enumerable.Range(0, 101).Select(_ => Item())])));
    }

    [Theory]
    [InlineData("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("0190A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void A_uuid_has_its_usual_form(string id) => Accepted(new GetUserRequest { UserId = id });

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("<user-id-from-above>")]
    [InlineData("0190a1b2c3d47e5f8a9b0c1d2e3f4a5b")]
    [InlineData("{0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b}")]
    [InlineData("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b\n")]
    [InlineData("0x90a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("+190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b")]
    [InlineData("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5g")]
    public void What_is_no_uuid_is_refused(string id) => Assert.Equal("user_id", Refused(new GetUserRequest { UserId = id }));

    [Theory]
    [InlineData("a@b.example")]
    [InlineData("first.last+tag@mail.example.com")]
    [InlineData("o'neil!#$%&*/=?^_`{|}~-@x.example")]
    [InlineData("a@localhost")]
    public void A_mailbox_is_accepted(string email) => Accepted(new CreateUserRequest { Email = email, Name = "A" });

    [Theory]
    [InlineData("a")]
    [InlineData("@b.example")]
    [InlineData("a@")]
    [InlineData("a@@b.example")]
    [InlineData("a@b@c.example")]
    [InlineData(".a@b.example")]
    [InlineData("a.@b.example")]
    [InlineData("a..b@c.example")]
    [InlineData("a b@c.example")]
    [InlineData("a@-b.example")]
    [InlineData("a@b-.example")]
    [InlineData("a@b..example")]
    [InlineData("a@b.example.")]
    [InlineData("ä@b.example")]
    [InlineData("a@b.example\n")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("<a@b.example>")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.example")]
    [InlineData("a@bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.example")]
    public void What_is_no_mailbox_is_refused(string email) =>
        Assert.Equal("email", Refused(new CreateUserRequest { Email = email, Name = "A" }));

    [Fact]
    public void Lengths_are_counted_in_code_points()
    {
        var longest = string.Concat(Enumerable.Repeat("😀", 200));
        Accepted(new CreateUserRequest { Email = "a@b.example", Name = longest });
        Assert.Equal("name", Refused(new CreateUserRequest { Email = "a@b.example", Name = longest + "a" }));
        Assert.Equal("password", Refused(new CreateUserRequest { Email = "a@b.example", Name = "A", Password = "short 7" }));
        Accepted(new CreateUserRequest { Email = "a@b.example", Name = "A", Password = "longer 8" });
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_required_text_is_not_blank(string name) =>
        Assert.Equal("name", Refused(new CreateUserRequest { Email = "a@b.example", Name = name }));

    [Fact]
    public void The_character_nul_is_refused_in_every_text()
    {
        Assert.Equal("name", Refused(new CreateUserRequest { Email = "a@b.example", Name = "A\0B" }));
        Assert.Equal("reason", Refused(new CancelOrderRequest { OrderId = Id, Reason = "\0" }));
        Assert.Equal("services", Refused(new ShopHealth { Services = { ["a"] = "\0" } }));
        Assert.Equal("services", Refused(new ShopHealth { Services = { ["\0"] = "a" } }));
        var record = new Struct { Fields = { ["a"] = new Value { ListValue = new ListValue { Values = { Value.ForString("\0") } } } } };
        Assert.Equal("records[0].record", Refused(new UserData { Records = { new UserRecord { Kind = "a", Record = record } } }));
    }

    [Fact]
    public void But_for_a_password_also_where_it_is_not_yet_known_to_be_one()
    {
        Accepted(new AuthenticateRequest { Email = "a@b.example", Password = "longer\08" });
        Accepted(Route(Value.ForString("longer\08")));
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("19.99")]
    public void A_price_is_a_positive_decimal(string price) => Accepted(Order(Item(price: price)));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-1.00")]
    [InlineData("1e3")]
    [InlineData("1.00001")]
    [InlineData("cheap")]
    [InlineData("99999999999999999999")]
    public void Another_price_is_refused(string price) => Assert.Equal("items[0].price", Refused(Order(Item(price: price))));

    [Theory]
    [InlineData("5.00", "USD", null)]
    [InlineData("5.00", "", null)]
    [InlineData("5.001", "USD", "amount")]
    [InlineData("5.00", "JPY", "amount")]
    [InlineData("5", "XXX", "amount")]
    [InlineData("5", "dollars", "currency")]
    public void An_amount_has_its_currencys_digits(string amount, string currency, string? field)
    {
        var violations = RequestValidator.Validate(new ProcessPaymentRequest
        {
            UserId = Id,
            OrderId = Id,
            Amount = amount,
            Currency = currency,
            PaymentMethod = "credit_card",
        });
        Assert.Equal(field is null, violations.Count == 0);
        Assert.True(field is null || violations.Any(v => v.Field == field));
    }

    [Theory]
    [InlineData("Credit Card")]
    [InlineData("credit_card\n")]
    [InlineData("xcredit_card; drop table orders")]
    public void A_pattern_covers_the_whole_text(string method)
    {
        var order = Order(Item());
        order.PaymentMethod = method;
        Assert.Equal("payment_method", Refused(order));
    }

    [Theory]
    [InlineData("", "is required")]
    [InlineData("  ", "must not be blank")]
    [InlineData("credit card", "must be a letter and then letters, digits or underscores")]
    [InlineData("4_cards", "must be a letter and then letters, digits or underscores")]
    public void A_text_that_breaks_its_pattern_is_refused_with_the_form_that_is_wanted(string method, string description)
    {
        var request = new CreateOrderRequest
        {
            UserId = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
            Items = { new Item { Sku = "A", Quantity = 1 } },
            PaymentMethod = method,
        };
        Assert.Equal([new("payment_method", description)], RequestValidator.Validate(request));
    }

    [Fact]
    public void Every_pattern_says_in_words_which_form_it_wants()
    {
        var patterned =
            from capability in CapabilityCatalogue.All
            from field in capability.Request.Fields.InDeclarationOrder()
            let rules = field.GetOptions()?.GetExtension(OptionsExtensions.Rules)
            where rules is { Pattern.Length: > 0 }
            select (field.FullName, rules.Form);
        Assert.NotEmpty(patterned);
        Assert.All(patterned, field => Assert.NotEqual("", field.Form));
    }

    [Fact]
    public void An_enum_has_a_defined_value_and_a_required_one_has_one()
    {
        Accepted(new UpdateTierRequest { UserId = Id, NewTier = Tier.Premium });
        Assert.Equal("new_tier", Refused(new UpdateTierRequest { UserId = Id }));
        Assert.Equal("new_tier", Refused(new UpdateTierRequest { UserId = Id, NewTier = (Tier)9 }));
        Accepted(new CreateUserRequest { Email = "a@b.example", Name = "A" });
        Assert.Equal("tier", Refused(new CreateUserRequest { Email = "a@b.example", Name = "A", Tier = (Tier)9 }));
    }

    [Fact]
    public void An_optional_field_that_is_set_must_satisfy_its_rules()
    {
        Accepted(new UpdateProfileRequest { UserId = Id });
        Assert.Equal("name", Refused(new UpdateProfileRequest { UserId = Id, Name = "" }));
        Assert.Equal("email", Refused(new UpdateProfileRequest { UserId = Id, Email = "" }));
    }

    [Fact]
    public void A_required_integer_is_not_zero()
    {
        Assert.Equal("delta", Refused(new AdjustStockRequest { Sku = "A", Reason = "count" }));
        Accepted(new AdjustStockRequest { Sku = "A", Delta = -1, Reason = "count" });
        Assert.Equal("delta", Refused(new AdjustStockRequest { Sku = "A", Delta = long.MinValue, Reason = "count" }));
    }

    [Fact]
    public void A_struct_from_the_wire_keeps_to_what_json_can_hold()
    {
        Accepted(Route(Value.ForNumber(1)));
        Assert.Equal("payload", Refused(Route(Value.ForNumber(double.NaN))));
        Assert.Equal("payload", Refused(Route(Value.ForNumber(double.PositiveInfinity))));
        var deep = Value.ForNumber(1);
        for (var i = 0; i < 40; i++)
        {
            deep = new Value { ListValue = new ListValue { Values = { deep } } };
        }

        Assert.Equal("payload", Refused(Route(deep)));
    }

    [Fact]
    public void Violations_never_repeat_values()
    {
        var violations = RequestValidator.Validate(new CreateUserRequest { Email = "hunter2", Name = "A", Password = "hunter2" });
        Assert.Equal(2, violations.Count);
        Assert.All(violations, v => Assert.DoesNotContain("hunter2", v.ToString(), StringComparison.Ordinal));
    }

    private static RouteRequest Route(Value value) =>
        new() { Service = "user", Action = "get_user", Payload = new Struct { Fields = { ["a"] = value } } };
}
