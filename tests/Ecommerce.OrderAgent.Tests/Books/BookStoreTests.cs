using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Books;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Tests.Checkouts;
using Ecommerce.OrderAgent.Tests.Checkouts.Exploration;
using Ecommerce.Testing;

namespace Ecommerce.OrderAgent.Tests.Books;

public sealed class BookStoreTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_books_tell_what_each_order_has_to_come_to()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var pending = await rig.OpenAsync();
        var confirmed = await rig.OpenAsync();
        var failed = await rig.OpenAsync();
        await rig.StepAsync(
            confirmed, new CheckoutEvent.Reserved(confirmed.ExpiresAt), new CheckoutEvent.Captured(Answers.TransactionId),
            new CheckoutEvent.Confirmed());
        await rig.StepAsync(failed, CheckoutWorld.Refused("out_of_stock"));

        var books = await ReadAsync(rig, Guid.Empty);
        Assert.Equal(
            [
                (pending.Order.OrderId, OrderStatus.Pending, false, ""),
                (confirmed.Order.OrderId, OrderStatus.Confirmed, true, Answers.TransactionId.ToString()),
                (failed.Order.OrderId, OrderStatus.Failed, true, ""),
            ],
            books.Select(book => (Guid.Parse(book.OrderId), book.Status, book.Ended, book.TransactionId)));
        Assert.Equal(("69.97", "0.00", "USD"), (books[1].Total, books[1].Refunded, books[1].Currency));
        Assert.Equal([("WIDGET-001", 2), ("WIDGET-002", 1)], books[1].Items.Select(item => (item.Sku, item.Quantity)));

        Assert.Equal(books.Skip(1), await ReadAsync(rig, pending.Order.OrderId));
    }

    private static async Task<List<OrderBook>> ReadAsync(Rig rig, Guid after)
    {
        List<OrderBook> books = [];
        await foreach (var book in new BookStore(rig.Database).ListAsync(after, TestContext.Current.CancellationToken))
        {
            books.Add(book);
        }

        return books;
    }
}
