using Ecommerce.Cli.Reconcile;
using Ecommerce.Contracts.V1;

namespace Ecommerce.Cli.Tests.Reconcile;

public sealed class DriftTests
{
    private const string OrderId = "01890000-0000-7000-8000-000000000001";
    private const string TransactionId = "01890000-0000-7000-8000-000000000002";

    private static readonly Dictionary<string, (Action<Books> Change, string Kinds)> Cases = new()
    {
        ["a sale"] = (_ => { }, ""),
        ["a sale that is under way"] = (
            books => (books.Order!.Ended, books.Order.Status, books.Payment) = (false, OrderStatus.Pending, null), ""),
        ["a sale of which part was refunded"] = (books => Refund(books, "5.00"), ""),
        ["a return"] = (
            books =>
            {
                Refund(books, "39.98");
                (books.Order!.Status, books.Order.Returned) = (OrderStatus.Refunded, true);
                books.Reservation!.Returned.Add(books.Reservation.Items);
            },
            ""),
        ["a failure before the payment"] = (
            books =>
            {
                (books.Order!.Status, books.Order.TransactionId) = (OrderStatus.Failed, "");
                (books.Payment, books.Reservation) = (null, null);
            },
            ""),
        ["a failure that left a tombstone"] = (
            books =>
            {
                (books.Order!.Status, books.Payment) = (OrderStatus.Cancelled, new() { OrderId = OrderId, Voided = true });
                books.Reservation!.Status = ReservationStatus.Released;
            },
            ""),
        ["an order that is gone"] = (books => books.Order = null, "order_missing"),
        ["a payment that is gone"] = (books => books.Payment = null, "payment_missing"),
        ["a reservation that is gone"] = (books => books.Reservation = null, "reservation_missing"),
        ["another payment"] = (books => books.Order!.TransactionId = OrderId, "transaction"),
        ["less money"] = (books => books.Payment!.Captured = "1.00", "captured ledger provider_captured"),
        ["a refund that the order does not know"] = (
            books =>
            {
                Refund(books, "5.00");
                books.Order!.Refunded = "0.00";
            },
            "refunded"),
        ["money of a cancelled order"] = (
            books =>
            {
                books.Order!.Status = OrderStatus.Cancelled;
                books.Reservation!.Status = ReservationStatus.Released;
            },
            "money_kept"),
        ["a decline that the provider has captured"] = (
            books =>
            {
                books.Order!.Status = OrderStatus.Failed;
                books.Reservation!.Status = ReservationStatus.Released;
                (books.Payment!.Status, books.Payment.Captured, books.Payment.Ledger) = (PaymentStatus.Declined, "0.00", "0.00");
            },
            "provider_captured"),
        ["stock of a failed order"] = (
            books =>
            {
                (books.Order!.Status, books.Payment) = (OrderStatus.Failed, null);
                books.Reservation!.Status = ReservationStatus.Held;
            },
            "reservation"),
        ["a sale that was released"] = (books => books.Reservation!.Status = ReservationStatus.Released, "reservation"),
        ["other items"] = (books => books.Reservation!.Items[0].Quantity = 1, "items"),
        ["goods that came back without a return"] = (books => books.Reservation!.Returned.Add(books.Reservation.Items), "returned"),
        ["a ledger that does not add up"] = (books => books.Payment!.Ledger = "-39.98", "ledger"),
        ["a provider that knows of no payment"] = (
            books => books.Payment!.Provider = new() { State = "not_found", Captured = "0.00", Refunded = "0.00" }, "provider_captured"),
        ["a provider that has refunded more"] = (books => books.Payment!.Provider.Refunded = "1.00", "provider_refunded"),
        ["a provider that has refunded less"] = (
            books =>
            {
                Refund(books, "5.00");
                books.Payment!.Provider.Refunded = "1.00";
            },
            "provider_refunded"),
        ["a provider that has refunded what is promised"] = (
            books => (books.Payment!.Refunding, books.Payment.Provider.Refunded) = ("1.00", "1.00"), ""),
        ["a provider that does not answer"] = (books => books.Payment!.Provider = new() { State = "unknown" }, ""),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_disagrees_is_told_by_its_kind(string name)
    {
        var books = new Books();
        Cases[name].Change(books);
        var drifts = Drift.Find(books.Order, books.Payment, books.Reservation).ToList();
        Assert.Equal(Cases[name].Kinds, string.Join(' ', drifts.Select(drift => drift.Kind)));
        Assert.All(drifts, drift => Assert.Equal(OrderId, drift.OrderId));
    }

    [Fact]
    public void A_drift_says_what_was_expected_and_what_was_found()
    {
        var books = new Books();
        books.Payment!.Captured = "1.00";
        Assert.Equal(new("captured", OrderId, "39.98", "1.00"), Drift.Find(books.Order, books.Payment, books.Reservation).First());
    }

    private static void Refund(Books books, string amount)
    {
        (books.Order!.Refunded, books.Payment!.Refunded, books.Payment.Provider.Refunded) = (amount, amount, amount);
        books.Payment.Ledger = amount == "39.98" ? "0.00" : "34.98";
    }

    /// <summary>What the books say of a sale of two widgets.</summary>
    private sealed class Books
    {
        public OrderBook? Order { get; set; } = new()
        {
            OrderId = OrderId,
            Status = OrderStatus.Confirmed,
            Ended = true,
            TransactionId = TransactionId,
            Currency = "USD",
            Total = "39.98",
            Refunded = "0.00",
            Items = { new Item { Sku = "WIDGET-001", Quantity = 2 } },
        };

        public PaymentBook? Payment { get; set; } = new()
        {
            OrderId = OrderId,
            TransactionId = TransactionId,
            Status = PaymentStatus.Captured,
            Currency = "USD",
            Captured = "39.98",
            Refunded = "0.00",
            Refunding = "0.00",
            Ledger = "39.98",
            Provider = new() { State = "captured", Captured = "39.98", Refunded = "0.00" },
        };

        public ReservationBook? Reservation { get; set; } = new()
        {
            OrderId = OrderId,
            Status = ReservationStatus.Confirmed,
            Items = { new ReservedItem { Sku = "WIDGET-001", Quantity = 2 } },
        };
    }
}
