using Ecommerce.Contracts.V1;
using Ecommerce.Testing;

namespace Ecommerce.InventoryAgent.Tests.Books;

public sealed class BookStoreTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_books_have_every_reservation_with_what_came_back()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (held, buried) = (Rig.NewOrder(), Rig.NewOrder());
        var hold = await rig.ReserveAsync(held, (Rig.Widget, 2), (Rig.Large, 1));
        var sold = await rig.ReserveAndConfirmAsync((Rig.Widget, 3), (Rig.Large, 4));
        await rig.ReturnAsync(sold, (Rig.Widget, 1));
        await rig.ReleaseAsync(buried);

        var books = (await ReadAsync(rig, after: "")).ToDictionary(book => book.OrderId);

        Assert.Equal(3, books.Count);
        Assert.Equal(
            new() { OrderId = held, Status = ReservationStatus.Held, Items = { hold.Items }, ExpiresAt = hold.ExpiresAt }, books[held]);
        Assert.Equal((ReservationStatus.Released, 0, null), (books[buried].Status, books[buried].Items.Count, books[buried].ExpiresAt));
        Assert.Equal(ReservationStatus.Confirmed, books[sold].Status);
        Assert.Equal([new ReservedItem { Sku = Rig.Widget, Quantity = 1 }], books[sold].Returned);
    }

    [Fact]
    public async Task Books_of_many_pages_come_in_the_order_of_their_IDs_and_resume_after_any()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.ExecuteAsync(
            """
            INSERT INTO reservations (order_id, status, skus, quantities)
            SELECT gen_random_uuid(), 'released', '{}', '{}' FROM generate_series(1, 1100)
            """);

        var all = (await ReadAsync(rig, after: "")).Select(book => book.OrderId).ToList();

        Assert.Equal(1100, all.Count);
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        Assert.Equal(all[700..], (await ReadAsync(rig, after: all[699])).Select(book => book.OrderId));
    }

    private static Task<IReadOnlyList<ReservationBook>> ReadAsync(Rig rig, string after) =>
        rig.Caller.ReadAllAsync<ListReservationBooksRequest, ReservationBook>(rig.Service.ListBooks, new() { AfterOrderId = after });
}
