using Ecommerce.Cli.Reconcile;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Reconcile;

public sealed class ReconciliationTests
{
    private static readonly string[] Ids = [.. Enumerable.Range(1, 4).Select(n => $"01890000-0000-7000-8000-00000000000{n}")];

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Books_are_matched_by_their_orders_and_what_is_missing_anywhere_is_told()
    {
        var books = new Shelf
        {
            Orders = [Failed(0), Failed(2)],
            Payments = [Voided(1), Voided(2)],
            Reservations = [Released(0), Released(3)],
        };
        var report = await RunAsync(books);
        Assert.Equal((2, 0, 0, 2), (report.Orders, report.Open, report.Payments, report.Reservations));
        Assert.Equal([("order_missing", Ids[1]), ("order_missing", Ids[3])], report.Drifts.Select(drift => (drift.Kind, drift.OrderId)));
    }

    [Fact]
    public async Task What_agrees_at_the_second_look_does_not_count()
    {
        var books = new Shelf { Payments = [Voided(0), Voided(1)] };
        books.BeforeSecondLook = () => books.Orders.Add(Failed(0));
        Assert.Equal([Ids[1]], (await RunAsync(books)).Drifts.Select(drift => drift.OrderId));
    }

    [Fact]
    public async Task Books_do_not_agree_while_the_provider_does_not_answer()
    {
        var books = new Shelf { Orders = [Failed(0)], Payments = [Unanswered(0)] };
        var report = await RunAsync(books);
        Assert.Empty(report.Drifts);
        Assert.Equal((1, false), (report.ProviderUnknown, report.Agrees));

        books = new Shelf { Orders = [Failed(0)], Payments = [Unanswered(0)] };
        books.BeforeSecondLook = () => books.Payments[0] = Voided(0);
        Assert.True((await RunAsync(books)).Agrees);
    }

    [Fact]
    public async Task A_comparison_that_is_cut_off_says_so_and_does_not_agree()
    {
        var books = new Shelf { Payments = [.. Enumerable.Range(0, Reconciliation.MaxDrifts).Select(Payment)] };
        var report = await RunAsync(books);
        Assert.Equal((Reconciliation.MaxDrifts, true), (report.Drifts.Count, report.Complete));

        books.Payments.Add(Payment(Reconciliation.MaxDrifts));
        report = await RunAsync(books);
        Assert.Equal((Reconciliation.MaxDrifts, false), (report.Drifts.Count, report.Complete));
        Assert.False((bool)report.ToJson()["complete"]!);
        Assert.False((report with { Drifts = [] }).Agrees);

        static PaymentBook Payment(int n) => new() { OrderId = $"01890000-0000-7000-8000-{n:x12}", Voided = true };
    }

    [Fact]
    public async Task A_time_becomes_the_first_ID_of_its_millisecond()
    {
        var books = new Shelf();
        await Reconciliation.RunAsync(
            books, DateTimeOffset.FromUnixTimeMilliseconds(0x0189_0000_0000), _time, TestContext.Current.CancellationToken);
        Assert.Equal("01890000-0000-0000-0000-000000000000", books.After);
    }

    private async Task<ReconciliationReport> RunAsync(Shelf books)
    {
        var running = Reconciliation.RunAsync(books, since: null, _time, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(running.IsCompleted);
            },
            () => "it does not look a second time");
        return await running;
    }

    private static OrderBook Failed(int n) => new() { OrderId = Ids[n], Status = OrderStatus.Failed, Ended = true };

    private static PaymentBook Voided(int n) => new() { OrderId = Ids[n], Voided = true };

    private static PaymentBook Unanswered(int n) => new(Voided(n)) { Provider = new() { State = "unknown" } };

    private static ReservationBook Released(int n) => new() { OrderId = Ids[n], Status = ReservationStatus.Released };

    private sealed class Shelf : IBooks
    {
        private int _looks;

        public List<OrderBook> Orders { get; init; } = [];

        public List<PaymentBook> Payments { get; init; } = [];

        public List<ReservationBook> Reservations { get; init; } = [];

        public Action? BeforeSecondLook { get; set; }

        public string? After { get; private set; }

        public IAsyncEnumerable<OrderBook> OrdersAsync(string after, CancellationToken cancellationToken)
        {
            After = after;
            if (++_looks == 2)
            {
                BeforeSecondLook?.Invoke();
            }

            return Orders.ToAsyncEnumerable();
        }

        public IAsyncEnumerable<PaymentBook> PaymentsAsync(string after, CancellationToken cancellationToken) =>
            Payments.ToAsyncEnumerable();

        public IAsyncEnumerable<ReservationBook> ReservationsAsync(string after, CancellationToken cancellationToken) =>
            Reservations.ToAsyncEnumerable();
    }
}
