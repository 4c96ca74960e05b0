using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.OrderAgent.Review;
using Ecommerce.OrderAgent.Tests.Checkouts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ecommerce.OrderAgent.Tests;

public sealed class BackgroundTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, Func<NpgsqlDataSource, RecordedLog, BackgroundService>> Services = new()
    {
        [nameof(CheckoutWorker)] = Worker,
        [nameof(OrderSignals)] = Signals,
        [nameof(ReviewGauge)] = (database, log) => new ReviewGauge(
            new ReviewStore(database, new IdempotencyStore(database, TimeProvider.System), inbox: null!), TimeProvider.System,
            log.Of<ReviewGauge>()),
        [nameof(PaymentInboxWorker)] = (database, log) => new PaymentInboxWorker(
            payments: null!, Inbox(database, log), Worker(database, log), new(), TimeProvider.System, log.Of<PaymentInboxWorker>()),
        [nameof(PaymentInboxGauge)] = (database, log) => new PaymentInboxGauge(
            Inbox(database, log), TimeProvider.System, log.Of<PaymentInboxGauge>()),
    };

    public static TheoryData<string, Breakage> Trials =>
        [.. from service in Services.Keys from breakage in Enum.GetValues<Breakage>() select (service, breakage)];

    [Fact]
    public void Every_background_service_is_a_loop_and_is_tried_here() =>
        Assert.Equal(Services.Keys.Order(StringComparer.Ordinal), BackgroundLoops.Of(typeof(OrderStore).Assembly));

    [Theory]
    [MemberData(nameof(Trials))]
    public Task A_broken_database_ends_no_background_service(string service, Breakage breakage) =>
        BackgroundLoops.SurvivesAsync(breakage, Services[service]);

    [Fact]
    public async Task Checkouts_go_on_when_a_database_that_did_not_answer_answers()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var opened = await rig.OpenAsync();
        await rig.ExpireLeasesAsync();
        await using var database = new BrokenDatabase(Breakage.NeverAnswers, rig.ConnectionString);
        using var log = new RecordedLog();
        using var worker = Worker(database.Source, log);
        await worker.StartAsync(CancellationToken.None);
        await log.UntilAsync(line => line.Text.Contains("failed again", StringComparison.Ordinal), 1);

        database.Mend();

        await rig.UntilAsync(opened.Order.OrderId, checkout => checkout.State.Phase == CheckoutPhase.Confirmed);
        await worker.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public async Task A_checkout_whose_step_cannot_be_written_is_let_go_and_its_lease_ends(Breakage breakage)
    {
        await using var rig = await Rig.StartAsync(postgres);
        var opened = await rig.OpenAsync();
        await using var database = new BrokenDatabase(breakage);
        using var log = new RecordedLog();
        using var worker = Worker(database.Source, log);

        Assert.Null(await worker.Start(opened));

        await worker.StartAsync(CancellationToken.None);
        await worker.StopAsync(CancellationToken.None);
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("released", StringComparison.Ordinal));
    }

    private static CheckoutWorker Worker(NpgsqlDataSource database, RecordedLog log)
    {
        CheckoutOptions options = new() { PollInterval = TimeSpan.FromMilliseconds(10), BackoffCap = TimeSpan.FromMilliseconds(50) };
        return new(
            new CheckoutStore(database, options, TimeProvider.System, log.Of<CheckoutStore>()),
            Answers.Always,
            Signals(database, log), options,
            TimeProvider.System, log.Of<CheckoutWorker>());
    }

    private static PaymentInboxStore Inbox(NpgsqlDataSource database, RecordedLog log) =>
        new(database, null!, new(), TimeProvider.System, log.Of<PaymentInboxStore>());

    private static OrderSignals Signals(NpgsqlDataSource database, RecordedLog log) =>
        new(database, TimeProvider.System, log.Of<OrderSignals>());
}
