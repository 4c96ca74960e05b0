using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.OrderAgent.Tests.Orders;

public sealed class OrderTests
{
    private static readonly Guid OrderId = Guid.Parse("01890000-0000-7000-8000-000000000002");

    [Fact]
    public void The_total_comes_from_the_catalogue()
    {
        var order =
            OrderAgent.Orders.Order.Place(OrderId, Request(new Item { Sku = "A", Quantity = 2 }, new Item { Sku = "B", Quantity = 3 }),
            [Priced("A", "19.99"), Priced("B", "0.50")]);
        Assert.Equal((4148L, "USD"), (order.Total, order.Currency));
        Assert.Equal("41.48", order.ToMessage().Total);
        Assert.Equal([3998L, 150L], order.Lines.Select(line => line.LineTotal));
    }

    [Theory]
    [InlineData("19.99", null)]
    [InlineData("19.990", null)]
    [InlineData("19.98", "items[0].price")]
    [InlineData("0.01", "items[0].price")]
    [InlineData("20", "items[0].price")]
    public void A_clients_price_is_compared_as_a_decimal(string price, string? field)
    {
        var refusal =
            OrderAgent.Orders.Order.FindChangedPrice([new Item { Sku = "A", Quantity = 1, Price = price }], [Priced("A", "19.99")]);
        Assert.Equal(field, refusal?.Field);
        Assert.Equal(field is null ? null : ErrorCodes.PriceChanged, refusal?.Code);
    }

    [Fact]
    public void A_price_that_is_left_out_is_not_compared() =>
        Assert.Null(OrderAgent.Orders.Order.FindChangedPrice([new Item { Sku = "A", Quantity = 1 }], [Priced("A", "19.99")]));

    [Fact]
    public void A_total_beyond_what_can_be_counted_is_refused()
    {
        var request = Request(new Item { Sku = "A", Quantity = 1 }, new Item { Sku = "B", Quantity = 1_000_000 });
        var refusal = Assert.Throws<ProblemException>(
            () => OrderAgent.Orders.Order.Place(OrderId, request, [Priced("A", "1.00"), Priced("B", "92233720368547.75")]));
        Assert.Equal((ErrorCodes.InvalidRequest, "items[1].quantity"), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void An_order_has_one_currency()
    {
        var request = Request(new Item { Sku = "A", Quantity = 1 }, new Item { Sku = "B", Quantity = 1 });
        var euros = Priced("B", "1.00");
        euros.Currency = "EUR";
        var refusal = Assert.Throws<ProblemException>(() => OrderAgent.Orders.Order.Place(OrderId, request, [Priced("A", "1.00"), euros]));
        Assert.Equal((ErrorCodes.InvalidRequest, "items[1].sku"), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void A_page_token_leads_back_to_its_order_and_no_other_text_is_one()
    {
        Assert.Equal(OrderId, PageToken.ReadGuid(PageToken.After(OrderId)));
        Assert.Null(PageToken.ReadGuid(""));
        foreach (var text in new[] { "1", "!!!!!!!!!!!!!!!!!!!!!!", PageToken.After(OrderId) + "A", "AAAAAAAAAAAAAAAAAAAAA " })
        {
            Assert.Equal("page_token", Assert.Throws<ProblemException>(() => PageToken.ReadGuid(text)).Field);
        }
    }

    private static CreateOrderRequest Request(params Item[] items) =>
        new() { UserId = OrderId.ToString(), PaymentMethod = "credit_card", Items = { items } };

    private static ItemAvailability Priced(string sku, string price) => new() { Sku = sku, Name = sku, Price = price, Currency = "USD" };
}
