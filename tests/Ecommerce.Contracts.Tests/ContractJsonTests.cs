using System.Text;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Tests;

public class ContractJsonTests
{
    private const string Id = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    private static CreateOrderRequest Order(string item) =>
        ContractJson.Parse<CreateOrderRequest>($$"""{"user_id":"{{Id}}","items":[{{item}}],"payment_method":"credit_card"}""");

    private static ContractJsonException Refused<T>(string json) where T : IMessage<T>, new() =>
        Assert.Throws<ContractJsonException>(() => ContractJson.Parse<T>(json));

    [Fact]
    public void A_request_is_read_by_its_proto_names()
    {
        var order = Order("""{"sku":"WIDGET-001","quantity":2,"price":"19.99"}""");

        Assert.Equal(Id, order.UserId);
        Assert.Equal("credit_card", order.PaymentMethod);
        var item = Assert.Single(order.Items);
        Assert.Equal(("WIDGET-001", 2, "19.99"), (item.Sku, item.Quantity, item.Price));
    }

    [Fact]
    public void Defaults_and_empty_lists_are_printed_and_unset_messages_and_optionals_left_out()
    {
        Assert.Equal(
            """{"order_id":"","user_id":"","items":[],"total":"","currency":"","payment_method":"","transaction_id":"","refunded":""}""",
            ContractJson.Format(new Order()));
        Assert.Equal("""{"sku":"A","quantity":0}""", ContractJson.Format(new Item { Sku = "A" }));
        Assert.Equal("""{"sku":"A","quantity":0,"price":""}""", ContractJson.Format(new Item { Sku = "A", Price = "" }));
    }

    [Fact]
    public void Enums_are_lower_case_names_without_their_types_prefix()
    {
        Assert.Contains("\"tier\":\"premium\"", ContractJson.Format(new User { Tier = Tier.Premium }), StringComparison.Ordinal);
        Assert.Contains(
            "\"status\":\"requires_action\"", ContractJson.Format(new Payment { Status = PaymentStatus.RequiresAction }),
            StringComparison.Ordinal);
        Assert.Equal(Tier.Enterprise, ContractJson.Parse<CreateUserRequest>("""{"tier":"enterprise"}""").Tier);
    }

    [Fact]
    public void An_enum_without_a_value_is_left_out_and_one_that_is_not_known_yet_prints_its_number()
    {
        Assert.DoesNotContain("tier", ContractJson.Format(new User()), StringComparison.Ordinal);
        Assert.Contains("\"tier\":9", ContractJson.Format(new User { Tier = (Tier)9 }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"unspecified\"")]
    [InlineData("\"\"")]
    [InlineData("\"PREMIUM\"")]
    [InlineData("\"TIER_PREMIUM\"")]
    [InlineData("\"gold\"")]
    [InlineData("2")]
    [InlineData("null")]
    public void Only_an_enums_own_names_are_read(string tier) =>
        Assert.Equal("tier", Refused<CreateUserRequest>($$"""{"tier":{{tier}}}""").Field);

    [Fact]
    public void Integers_of_all_widths_are_numbers()
    {
        Assert.Contains(
            "\"available\":9007199254740993", ContractJson.Format(new Product { Available = 9007199254740993 }), StringComparison.Ordinal);
        Assert.Equal(long.MinValue, ContractJson.Parse<AdjustStockRequest>("""{"delta":-9223372036854775808}""").Delta);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("2.0", 2)]
    [InlineData("2e2", 200)]
    [InlineData("2.50e1", 25)]
    [InlineData("-0", 0)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("-2147483648", int.MinValue)]
    public void A_number_with_an_integral_value_is_an_integer(string quantity, int expected) =>
        Assert.Equal(expected, Order($$"""{"sku":"A","quantity":{{quantity}}}""").Items[0].Quantity);

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"two\"")]
    [InlineData("\"2\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[2]")]
    [InlineData("{}")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("1e10")]
    [InlineData("1e400")]
    [InlineData("1e-30")]
    [InlineData("1.0000000000000000000000000000000001")]
    [InlineData("99999999999999999999999999999999999999")]
    public void What_is_no_integer_in_range_names_the_field(string quantity)
    {
        var refusal = Assert.Throws<ContractJsonException>(() => Order("{\"sku\":\"A\",\"quantity\":1},{\"quantity\":" + quantity + "}"));
        Assert.Equal("items[1].quantity", refusal.Field);
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    public void An_integer_beyond_64_bits_is_refused(string delta) =>
        Assert.Equal("delta", Refused<AdjustStockRequest>($$"""{"delta":{{delta}}}""").Field);

    [Theory]
    [InlineData("19.99")]
    [InlineData("19.990000000000000000000001")]
    [InlineData("0.1")]
    public void Money_as_a_number_keeps_its_very_digits(string price) =>
        Assert.Equal(price, Order($$"""{"sku":"A","quantity":1,"price":{{price}}}""").Items[0].Price);

    [Theory]
    [InlineData("1999e-2", "19.99")]
    [InlineData("1e3", "1000")]
    [InlineData("1.5E+1", "15")]
    [InlineData("1e-2", "0.01")]
    public void Money_as_a_number_may_have_an_exponent(string price, string written) =>
        Assert.Equal(written, Order($$"""{"sku":"A","quantity":1,"price":{{price}}}""").Items[0].Price);

    [Theory]
    [InlineData("1e400")]
    [InlineData("1e29")]
    [InlineData("1.0000000000000000000000000001e1")]
    public void Money_that_no_amount_can_hold_is_refused(string price) => Assert.Equal(
        "items[0].price", Assert.Throws<ContractJsonException>(() => Order($$"""{"sku":"A","quantity":1,"price":{{price}}}""")).Field);

    [Fact]
    public void What_is_no_JSON_names_no_field() =>
        Assert.Equal("", Refused<CreateUserRequest>("""{"email":"a@example.com","name":"A" """).Field);

    [Theory]
    [InlineData("""{"sku":1}""", "items[0].sku")]
    [InlineData("""{"sku":null}""", "items[0].sku")]
    [InlineData("""{"price":null}""", "items[0].price")]
    [InlineData("""{"price":true}""", "items[0].price")]
    [InlineData("""{"price":[1]}""", "items[0].price")]
    [InlineData("null", "items[0]")]
    [InlineData("\"A\"", "items[0]")]
    [InlineData("[]", "items[0]")]
    public void A_wrong_type_names_the_field(string item, string field) =>
        Assert.Equal(field, Assert.Throws<ContractJsonException>(() => Order(item)).Field);

    [Theory]
    [InlineData("""{"items":{}}""", "items")]
    [InlineData("""{"items":null}""", "items")]
    [InlineData("""{"user_id":7}""", "user_id")]
    [InlineData("""{"userId":"x"}""", "userId")]
    [InlineData("""{"User_id":"x"}""", "User_id")]
    [InlineData("""{"role":"admin"}""", "role")]
    [InlineData("""{"items":[{"discount":1}]}""", "items[0].discount")]
    [InlineData("{\"\":1}", "")]
    [InlineData("{\"a b\\n\":1}", "")]
    public void Unknown_names_and_wrong_containers_are_refused(string json, string field) =>
        Assert.Equal(field, Refused<CreateOrderRequest>(json).Field);

    [Theory]
    [InlineData("""{"user_id":"a","user_id":"a"}""", "user_id")]
    [InlineData("""{"user_id":"a","us\u0065r_id":"a"}""", "user_id")]
    [InlineData("""{"items":[{"sku":"a","quantity":1,"sku":"b"}]}""", "items[0].sku")]
    public void A_name_given_twice_is_refused(string json, string field) => Assert.Equal(field, Refused<CreateOrderRequest>(json).Field);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{}x")]
    [InlineData("{\"user_id\":\"a\",}")]
    [InlineData("{'user_id':'a'}")]
    [InlineData("{/* c */}")]
    [InlineData("{\"items\":[{\"quantity\":NaN}]}")]
    [InlineData("{\"items\":[{\"quantity\":Infinity}]}")]
    [InlineData("{\"items\":[{\"quantity\":01}]}")]
    [InlineData("{\"items\":[{\"quantity\":+1}]}")]
    [InlineData("{\"user_id\":\"a\nb\"}")]
    [InlineData("\uFEFF{}")]
    public void What_is_no_json_object_is_refused(string json) => Refused<CreateOrderRequest>(json);

    [Theory]
    [InlineData("{\"user_id\":\"\\ud800\"}")]
    [InlineData("{\"user_id\":\"\\udc00\\ud800\"}")]
    [InlineData("{\"us\\ud800\":\"\"}")]
    public void Half_a_surrogate_pair_is_refused(string json) => Refused<CreateOrderRequest>(json);

    [Fact]
    public void Half_a_surrogate_pair_in_the_text_itself_is_refused() => Refused<CreateOrderRequest>("{\"user_id\":\"" + '\ud800' + "\"}");

    [Fact]
    public void Letters_of_all_planes_come_back()
    {
        var user = new User { Name = "Žofie 😀 李" };
        Assert.Equal(user, ContractJson.Parse<User>(ContractJson.Format(user)));
    }

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc0, 0x80 })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    public void Invalid_utf8_is_refused(byte[] bytes) =>
        Assert.Throws<ContractJsonException>(() => ContractJson.Parse<CreateOrderRequest>([.. "{\"user_id\":\""u8, .. bytes, .. "\"}"u8]));

    [Fact]
    public void A_document_over_one_mebibyte_is_refused()
    {
        var json = Encoding.UTF8.GetBytes("{\"user_id\":\"" + new string('a', ContractJson.MaxBytes - 14) + "\"}");
        Assert.Equal(ContractJson.MaxBytes, json.Length);
        ContractJson.Parse<CreateOrderRequest>(json);
        Assert.Throws<ContractJsonException>(() => ContractJson.Parse<CreateOrderRequest>([.. json, (byte)' ']));
    }

    [Fact]
    public void Nesting_over_32_is_refused_wherever_it_is()
    {
        static string Nested(int depth) =>
            $$"""{"payload":{{string.Concat(Enumerable.Repeat("{\"a\":", depth))}}1{{new string('}', depth)}}}""";
        ContractJson.Parse<RouteRequest>(Nested(31));
        Assert.Contains("32", Refused<RouteRequest>(Nested(32)).Message, StringComparison.Ordinal);
        Refused<RouteRequest>("""{"payload":{"a":""" + new string('[', 100_000));
        Refused<RouteRequest>(new string('[', 100_000));
    }

    [Fact]
    public void Errors_never_repeat_values()
    {
        var refusal = Refused<CreateUserRequest>("""{"password":"hunter2","tier":"hunter2","name":hunter2}""");
        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_left_out_where_asked()
    {
        var buffer = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(buffer))
        {
            ContractJson.WriteWithoutSecrets(writer, new CreateUserRequest { Email = "a@b.example", Name = "A", Password = "hunter22" });
        }

        Assert.Equal("""{"email":"a@b.example","name":"A"}""", Encoding.UTF8.GetString(buffer.ToArray()));
    }

    [Theory]
    [InlineData("2030-01-31T12:00:00Z", "2030-01-31T12:00:00Z")]
    [InlineData("2030-01-31T12:00:00.5Z", "2030-01-31T12:00:00.5Z")]
    [InlineData("2030-01-31T12:00:00.123456Z", "2030-01-31T12:00:00.123456Z")]
    [InlineData("2030-01-31T12:00:00+02:00", "2030-01-31T10:00:00Z")]
    public void Times_are_rfc_3339_in_utc(string given, string printed)
    {
        var user = ContractJson.Parse<User>($$"""{"created_at":"{{given}}"}""");
        Assert.Contains($"\"created_at\":\"{printed}\"", ContractJson.Format(user), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2030-01-31\"")]
    [InlineData("\"2030-01-31T12:00:00\"")]
    [InlineData("\"2030-02-30T12:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+01:00\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("1900000000")]
    [InlineData("null")]
    public void Other_times_are_refused(string time) => Assert.Equal("created_at", Refused<User>($$"""{"created_at":{{time}}}""").Field);

    [Theory]
    [InlineData("""{"a":1,"b":-0.5,"c":"x","d":null,"e":[true,false,[],{}],"f":{"g":39.98}}""")]
    [InlineData("""{"big":9007199254740992,"exponent":1E+20,"small":1E-07}""")]
    [InlineData("""{"text":"é ß \" \\ \n"}""")]
    public void A_struct_is_any_object_and_comes_back_as_it_was(string json) =>
        Assert.Equal(json, ContractJson.Format(ContractJson.Parse<Struct>(json)));

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("1e2", "100")]
    [InlineData("0.10", "0.1")]
    [InlineData("19.99", "19.99")]
    [InlineData("-0", "0")]
    public void A_structs_numbers_print_in_their_shortest_form(string given, string printed) =>
        Assert.Equal($"[{printed}]", ContractJson.Format(ContractJson.Parse<ListValue>($"[{given}]")));

    [Theory]
    [InlineData("""{"a":{"b":1,"b":2}}""")]
    [InlineData("""{"a":9007199254740993}""")]
    [InlineData("""{"a":-9007199254740993}""")]
    [InlineData("""{"a":1000000000000000000000000000000000000000000}""")]
    [InlineData("""{"a":1e400}""")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":undefined}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public void A_struct_keeps_to_the_same_rules(string json) => Refused<Struct>(json);

    [Fact]
    public void What_json_cannot_hold_is_not_printed()
    {
        var number = new Struct { Fields = { ["a"] = Value.ForNumber(double.NaN) } };
        Assert.Throws<ContractJsonException>(() => ContractJson.Format(number));
    }

    [Fact]
    public void Maps_are_objects()
    {
        var health = ContractJson.Parse<ShopHealth>("""{"gateway":"healthy","services":{"user":"healthy"}}""");
        Assert.Equal("healthy", health.Services["user"]);
        Assert.Equal("""{"gateway":"healthy","services":{"user":"healthy"}}""", ContractJson.Format(health));
        Assert.Equal("services.a", Refused<ShopHealth>("""{"services":{"a":"x","a":"y"}}""").Field);
        Assert.Equal("services", Refused<ShopHealth>("""{"services":{"a":null}}""").Field);
        Assert.Equal("services", Refused<ShopHealth>("""{"services":[]}""").Field);
    }

    [Fact]
    public void A_type_of_run_time_is_read_alike()
    {
        var capability = CapabilityCatalogue.Find(AgentNames.Inventory, "get_product")!;
        var request = Assert.IsType<GetProductRequest>(ContractJson.Parse(capability.Request, """{"sku":"WIDGET-001"}"""));
        Assert.Equal("WIDGET-001", request.Sku);
    }
}
