using System.Text;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Contracts.Tests;

public class BoundedJsonTests
{
    private const int Many = 250_000;

    [Theory]
    [InlineData("{\"items\": [", "{}", "]}")]
    [InlineData("{\"a\": [", "1", "]}")]
    [InlineData("{", "\"a\":1", "}")]
    [InlineData("[", "[]", "")]
    public void A_flood_of_values_is_refused_and_costs_nothing(string start, string element, string end)
    {
        var bytes =
            Encoding.UTF8.GetBytes(
                start + string.Join(',', Enumerable.Repeat(element, Math.Min(Many, 1_000_000 / (element.Length + 1)))) + end);
        Refused(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Refused(bytes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(("", $"has more than {BoundedJson.MaxValues} values"), (refusal.Field, refusal.Message));
        Assert.InRange(allocated, 0, 64 * 1024);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("""{"a":NaN}""")]
    [InlineData("""{"a":"\u00"}""")]
    public void What_is_no_JSON_names_no_field(string json) => Assert.Equal("", Refused(Encoding.UTF8.GetBytes(json)).Field);

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Depth_is_bounded(int depth, bool accepted)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        if (accepted)
        {
            Assert.Equal(bytes.Length, BoundedJson.Check(bytes).Utf8.Length);
        }
        else
        {
            Assert.Equal("nests deeper than 32", Refused(bytes).Message);
        }
    }

    [Fact]
    public void A_list_longer_than_its_rule_is_refused_as_it_comes()
    {
        var items = string.Join(',', Enumerable.Repeat("""{"sku":"A","quantity":1}""", 101));
        Assert.Equal(100, Order(items[..items.LastIndexOf(",{", StringComparison.Ordinal)]).Items.Count);

        var refusal = Assert.Throws<ContractJsonException>(() => Order(items));

        Assert.Equal(("items", "must have at most 100 elements"), (refusal.Field, refusal.Message));
    }

    [Fact]
    public void A_text_longer_than_its_rule_is_refused_as_it_comes()
    {
        Assert.Equal(64, Order($$"""{"sku":"{{new string('A', 64)}}"}""").Items[0].Sku.Length);

        var refusal = Assert.Throws<ContractJsonException>(() => Order($$"""{"sku":"{{new string('A', 65)}}"}"""));

        Assert.Equal(("items[0].sku", "must have at most 64 characters"), (refusal.Field, refusal.Message));
    }

    private static CreateOrderRequest Order(string items) =>
        ContractJson.Parse<CreateOrderRequest>(BoundedJson.Check($$"""{"items":[{{items}}]}"""));

    private static ContractJsonException Refused(byte[] json) => Assert.Throws<ContractJsonException>(() => BoundedJson.Check(json));
}
