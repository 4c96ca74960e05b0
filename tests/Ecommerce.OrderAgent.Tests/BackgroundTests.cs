using Ecommerce.OrderAgent.Checkout;
using Ecommerce.OrderAgent.Tests.Checkout;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.Testing;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ecommerce.OrderAgent.Tests;

public sealed class BackgroundTests(PostgresFixture postgres)
{
    private static readonly Dictionary<string, Func<NpgsqlDataSource, RecordedLog, BackgroundService>> Services = new()
    {
        [nameof(CheckoutRunner)] = Runner,
        [nameof(OrderSignals)] = Signals,
        [nameof(PaymentFollower)] = (database, log) => new PaymentFollower(
            database, payments: null!, null!, Runner(database, log), TimeProvider.System,
            log.Of<PaymentFollower>()),
    };

    public static TheoryData<string, Breakage> Trials =>
        [.. from service in Services.Keys from breakage in Enum.GetValues<Breakage>() select (service, breakage)];

    [Fact]
    public void Every_background_service_is_a_loop_and_is_tried_here() =>
        Assert.Equal(Services.Keys.Order(StringComparer.Ordinal), BackgroundLoops.Of(typeof(Order).Assembly));

    [Theory]
    [MemberData(nameof(Trials))]
    public Task A_broken_database_ends_no_background_service(string service, Breakage breakage) =>
        BackgroundLoops.SurvivesAsync(breakage, Services[service]);

    [Fact]
    public async Task Checkouts_go_on_when_a_database_that_did_not_answer_answers()
    {
        await using var bench = await OrderBench.CreateAsync(postgres);
        var opened = await bench.OpenAsync();
        await bench.ExpireLeasesAsync();
        await using var database = new BrokenDatabase(Breakage.NeverAnswers, bench.ConnectionString);
        using var log = new RecordedLog();
        using var runner = Runner(database.Source, log);
        await runner.StartAsync(CancellationToken.None);
        await log.UntilAsync(line => line.Text.Contains("failed again", StringComparison.Ordinal), 1);

        database.Mend();

        await bench.UntilAsync(opened.Order.OrderId, checkout => checkout.State.Phase == CheckoutPhase.Confirmed);
        await runner.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(Breakage.Refuses)]
    [InlineData(Breakage.NeverAnswers)]
    [InlineData(Breakage.IsDisposed)]
    public async Task A_checkout_whose_step_cannot_be_written_is_let_go_and_its_lease_ends(Breakage breakage)
    {
        await using var bench = await OrderBench.CreateAsync(postgres);
        var opened = await bench.OpenAsync();
        await using var database = new BrokenDatabase(breakage);
        using var log = new RecordedLog();
        using var runner = Runner(database.Source, log);

        Assert.Null(await runner.Start(opened));

        await runner.StartAsync(CancellationToken.None);
        await runner.StopAsync(CancellationToken.None);
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("given back", StringComparison.Ordinal));
    }

    private static CheckoutRunner Runner(NpgsqlDataSource database, RecordedLog log)
    {
        CheckoutOptions options = new() { Poll = TimeSpan.FromMilliseconds(10), BackoffCap = TimeSpan.FromMilliseconds(50) };
        return new(
            new CheckoutStore(database, new IdempotencyStore(database, TimeProvider.System), options), Answers.Always,
            Signals(database, log), options,
            TimeProvider.System, log.Of<CheckoutRunner>());
    }

    private static OrderSignals Signals(NpgsqlDataSource database, RecordedLog log) =>
        new(database, TimeProvider.System, log.Of<OrderSignals>());
}
