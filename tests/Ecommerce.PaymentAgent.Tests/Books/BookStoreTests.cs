using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Books;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.PaymentAgent.Tests.Books;

public class BookStoreTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task The_books_say_for_each_order_what_was_taken_and_refunded_here_and_at_the_provider()
    {
        await rig.StartAsync();
        var (paid, declined, voided, never) = (Rig.Request(), Rig.Request("test_declined"), Rig.Request(), Rig.NewId());
        var payment = await rig.PayAsync(paid);
        await rig.RefundAsync(payment.TransactionId, 1000);
        await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(declined));
        await rig.PayAsync(voided);
        await rig.VoidAsync(voided.OrderId);
        await rig.VoidAsync(never);

        var books = await ListAsync(askProvider: true);

        Assert.Equal(books.Select(book => book.OrderId).Order(StringComparer.Ordinal), books.Select(book => book.OrderId));
        PaymentBook expected = new()
        {
            OrderId = paid.OrderId.ToString(),
            TransactionId = payment.TransactionId,
            Status = PaymentStatus.Captured,
            Currency = "USD",
            Captured = "39.98",
            Refunded = "10.00",
            Refunding = "0.00",
            Ledger = "29.98",
            Provider = new() { State = "captured", Captured = "39.98", Refunded = "10.00" },
        };
        Assert.Equal(expected, Of(paid.OrderId));
        Assert.Equal(
            (PaymentStatus.Declined, "0.00", "0.00", "declined", "0.00"),
            (Of(declined.OrderId).Status, Of(declined.OrderId).Captured, Of(declined.OrderId).Ledger, Of(declined.OrderId).Provider.State,
                Of(declined.OrderId).Provider.Captured));
        Assert.Equal(new PaymentBook { OrderId = never.ToString(), Voided = true }, Of(never));
        Assert.Equal(
            (true, PaymentStatus.Voided, "39.98", "0.00", "39.98"),
            (Of(voided.OrderId).Voided, Of(voided.OrderId).Status, Of(voided.OrderId).Refunded, Of(voided.OrderId).Ledger,
                Of(voided.OrderId).Provider.Refunded));

        PaymentBook Of(Guid order) => Assert.Single(books, book => book.OrderId == order.ToString());
    }

    [Fact]
    public async Task Money_that_only_the_provider_knows_of_shows()
    {
        await rig.StartAsync();
        await rig.PayAsync(Rig.Request());
        await Rig.ExecuteAsync(rig.Sandbox, "INSERT INTO refunds (key, charge_key, amount_minor) SELECT 'by hand', key, 500 FROM charges");

        var book = Assert.Single(await ListAsync(askProvider: true));

        Assert.Equal(("0.00", "5.00"), (book.Refunded, book.Provider.Refunded));
        await Rig.ExecuteAsync(rig.Sandbox, "TRUNCATE charges, refunds");
        Assert.Equal("not_found", Assert.Single(await ListAsync(askProvider: true)).Provider.State);
    }

    [Fact]
    public async Task A_decline_that_the_provider_captured_shows_and_a_payment_comes_before_a_decline()
    {
        await rig.StartAsync();
        var declined = Rig.Request("test_declined");
        await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(declined));
        await Rig.ExecuteAsync(rig.Sandbox, "UPDATE charges SET status = 'captured'");

        var book = Assert.Single(await ListAsync(askProvider: true));
        Assert.Equal((PaymentStatus.Declined, "0.00", "39.98"), (book.Status, book.Captured, book.Provider.Captured));

        var paid = await rig.PayAsync(declined with { PaymentMethod = "credit_card", Key = "2" });
        Assert.Equal(paid.TransactionId, Assert.Single(await ListAsync(askProvider: false)).TransactionId);
    }

    [Fact]
    public async Task The_pages_follow_one_another_and_resume_after_any_order()
    {
        await rig.StartAsync();
        const int Orders = 1203;
        await Rig.ExecuteAsync(
            rig.Payments,
            $"INSERT INTO payment_orders (order_id, voided_at) SELECT gen_random_uuid(), now() FROM generate_series(1, {Orders})");

        var books = await ListAsync(askProvider: false);

        Assert.Equal(Orders, books.Select(book => book.OrderId).Distinct().Count());
        Assert.Equal(books.Select(book => book.OrderId).Order(StringComparer.Ordinal), books.Select(book => book.OrderId));
        Assert.Equal(books[700..], await ListAsync(askProvider: false, Guid.Parse(books[699].OrderId)));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_unknown_and_the_books_go_on()
    {
        await rig.StartAsync();
        await rig.PayAsync(Rig.Request());
        await rig.PayAsync(Rig.Request());
        await using var unreachable = Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Timeout=1");
        RecordedLog log = new();
        BookStore store = new(
            rig.Payments.App, new PaymentAgent.Sandbox.SandboxProvider(unreachable, TimeProvider.System, hasTestMethods: true),
            TimeProvider.System, log.Of<BookStore>());

        var books = await store.ListAsync(Guid.Empty, askProvider: true, CancellationToken.None).ToListAsync();

        Assert.Equal(["unknown", "unknown"], books.Select(book => book.Provider.State));
        Assert.All(books, book => Assert.Equal("39.98", book.Captured));
    }

    [Fact]
    public async Task A_provider_whose_connections_ended_with_an_outage_is_asked_on_new_ones()
    {
        await rig.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => rig.PayAsync(Rig.Request())));
        await EndConnectionsAsync(rig.Sandbox);

        var books = await ListAsync(askProvider: true);

        Assert.Equal(12, books.Count);
        Assert.All(books, book => Assert.Equal("captured", book.Provider.State));
    }

    // Those of the app role, from a connection that is not among them.
    private static async Task EndConnectionsAsync(TestDatabase database)
    {
        await using var other = Npgsql.NpgsqlDataSource.Create(
            new Npgsql.NpgsqlConnectionStringBuilder(database.AppConnectionString) { Pooling = false });
        await using var command = other.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND datname = current_database() "
                + "AND pid <> pg_backend_pid()");
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    private ValueTask<List<PaymentBook>> ListAsync(bool askProvider, Guid after = default) =>
        new BookStore(rig.Payments.App, rig.Agent.Sandbox, TimeProvider.System, NullLogger<BookStore>.Instance)
            .ListAsync(after, askProvider, CancellationToken.None).ToListAsync();
}
