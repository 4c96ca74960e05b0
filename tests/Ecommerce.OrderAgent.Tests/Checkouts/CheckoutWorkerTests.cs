using System.Diagnostics;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Tests.Checkouts.Exploration;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts;

public sealed class CheckoutWorkerTests(PostgresFixture postgres) : IAsyncLifetime
{
    private Rig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await Rig.StartAsync(postgres);

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_new_order_is_driven_to_its_end_at_once()
    {
        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var opened = await _rig.OpenAsync();
        var ended = await replica.Worker.Start(opened);

        Assert.Equal(CheckoutPhase.Confirmed, ended?.State.Phase);
        Assert.Equal(Answers.TransactionId, ended?.Order.TransactionId);
        Assert.Equal([Reserve, Pay, Confirm], replica.Sent.Select(sent => sent.Command));
        Assert.Equal(["created", "reserved", "paid", "confirmed"], await _rig.HistoryAsync(opened.Order.OrderId));
    }

    public static TheoryData<int, string> Crashes => new()
    {
        { 0, "Reserve Pay Confirm" },
        { 1, "Pay Confirm" },
        { 2, "Confirm" },
    };

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task A_checkout_whose_holder_died_goes_on_where_it_stood(int steps, string left)
    {
        var checkout = await _rig.OpenAsync();
        CheckoutEvent[] answers = [new CheckoutEvent.Reserved(checkout.ExpiresAt), new CheckoutEvent.Captured(Answers.TransactionId)];
        await _rig.StepAsync(checkout, answers[..steps]);
        await _rig.ExpireLeasesAsync();

        var replica = await _rig.StartReplicaAsync(Answers.Always);
        await _rig.UntilAsync(checkout.Order.OrderId, c => c.State.Phase == CheckoutPhase.Confirmed);
        Assert.Equal(left, string.Join(' ', replica.Sent.Select(sent => sent.Command)));
    }

    [Fact]
    public async Task A_compensation_whose_holder_died_goes_on_with_what_is_left()
    {
        var checkout = await _rig.OpenAsync();
        checkout = await _rig.StepAsync(
            checkout, new CheckoutEvent.Reserved(checkout.ExpiresAt), new CheckoutEvent.NoAnswer(),
            CheckoutWorld.Refused("payment_declined"), new CheckoutEvent.Voided());
        await _rig.ExecuteAsync("UPDATE checkouts SET leased_until = NULL, next_attempt_at = now()");

        var replica = await _rig.StartReplicaAsync(Answers.Always);
        var ended = await _rig.UntilAsync(checkout.Order.OrderId, c => c.State.AtRest);
        Assert.Equal((OrderStatus.Failed, "payment_declined"), (ended.Order.Status, ended.Order.Failure?.Code));
        Assert.Equal([Release], replica.Sent.Select(sent => sent.Command));
    }

    [Fact]
    public async Task Two_replicas_share_the_work_and_do_nothing_twice()
    {
        List<Guid> orders = [];
        for (var i = 0; i < 40; i++)
        {
            orders.Add((await _rig.OpenAsync()).Order.OrderId);
        }

        await _rig.ExpireLeasesAsync();

        Replica[] replicas = [await _rig.StartReplicaAsync(Answers.Always), await _rig.StartReplicaAsync(Answers.Always)];
        foreach (var orderId in orders)
        {
            await _rig.UntilAsync(orderId, c => c.State.AtRest);
        }

        var sent = replicas.SelectMany(replica => replica.Sent).ToList();
        Assert.Equal(3 * orders.Count, sent.Count);
        Assert.Equal(sent.Count, sent.Distinct().Count());
    }

    [Fact]
    public async Task A_call_without_an_answer_is_repeated_until_there_is_one()
    {
        var replica = await _rig.StartReplicaAsync(Answers.First(
            Pay, new CheckoutEvent.NoAnswer(), new CheckoutEvent.NoAnswer(), new CheckoutEvent.PaymentPending(Answers.TransactionId)));
        var opened = await _rig.OpenAsync();
        _ = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.Confirmed);
        Assert.Equal([Reserve, Pay, Pay, Pay, Inquire, Confirm], replica.Sent.Select(sent => sent.Command));
    }

    [Fact]
    public async Task A_replica_that_stops_gives_its_checkouts_to_the_next_at_once()
    {
        var stopping = await _rig.StartReplicaAsync(Answers.Hang(Pay));
        var opened = await _rig.OpenAsync();
        var left = stopping.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.Paying);
        await stopping.StopAsync();
        Assert.Null(await left);

        var claimed = Assert.Single(await _rig.Checkouts.ClaimAsync(10, default));
        Assert.Equal((opened.Order.OrderId, Pay), (claimed.Order.OrderId, claimed.State.Todo));
    }

    [Fact]
    public async Task A_drive_that_was_overtaken_in_its_own_replica_leaves_its_successor_where_it_is()
    {
        var late = new TaskCompletionSource<CheckoutEvent>();
        var hangs = Answers.Hang(Release);
        var replica = await _rig.StartReplicaAsync(
            (command, checkout, cancellationToken) => command == Pay ? late.Task : hangs(command, checkout, cancellationToken));
        var opened = await _rig.OpenAsync();
        var overtaken = replica.Worker.Start(opened);
        await _rig.UntilAsync(opened.Order.OrderId, c => c.State.Phase == CheckoutPhase.Paying);
        var (step, saved) = await _rig.Checkouts.CancelAsync(opened.Order.OrderId, "", default);
        replica.Worker.Continue(step, saved);
        await Eventually.HoldsAsync(() => replica.Sent.Contains((opened.Order.OrderId, Release)), "the cancel is under way");

        late.SetResult(Answers.Yes(Pay));
        Assert.Null(await overtaken);
        await replica.StopAsync();

        // Its lease was known until the end.
        Assert.Single(await _rig.Checkouts.ClaimAsync(10, default));
    }

    [Fact]
    public async Task A_lease_is_renewed_as_long_as_a_call_takes()
    {
        await using var rig = await Rig.StartAsync(postgres, new() { Lease = TimeSpan.FromMilliseconds(600) });
        var answer = new TaskCompletionSource<CheckoutEvent>();
        var slow = await rig.StartReplicaAsync((command, _, _) => command == Pay ? answer.Task : Task.FromResult(Answers.Yes(command)));
        var idle = await rig.StartReplicaAsync(Answers.Always);
        var opened = await rig.OpenAsync();
        var ended = slow.Worker.Start(opened);

        var leases = new HashSet<string>();
        using var limit = new CancellationTokenSource(Rig.Timeout);
        while (leases.Count < 5 && !limit.IsCancellationRequested)
        {
            await using var command = rig.Database.CreateCommand("SELECT leased_until::text FROM checkouts");
            leases.Add((string)(await command.ExecuteScalarAsync())!);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        answer.SetResult(Answers.Yes(Pay));
        Assert.Equal(CheckoutPhase.Confirmed, (await ended)?.State.Phase);
        Assert.Empty(idle.Sent);
    }

    [Fact]
    public async Task A_checkout_that_keeps_failing_is_parked_and_its_neighbours_go_on()
    {
        var (poisoned, healthy) = (await _rig.OpenAsync(), await _rig.OpenAsync());
        await _rig.ExpireLeasesAsync();
        await _rig.StartReplicaAsync((command, checkout, _) => checkout.Order.OrderId == poisoned.Order.OrderId
            ? throw new InvalidOperationException("no such thing") : Task.FromResult(Answers.Yes(command)));

        await _rig.UntilAsync(healthy.Order.OrderId, c => c.State.AtRest);
        var parked = await _rig.UntilAsync(poisoned.Order.OrderId, c => c.Faults == 9);
        using var limit = new CancellationTokenSource(Rig.Timeout);
        string? reason = null;
        while (reason is null && !limit.IsCancellationRequested)
        {
            await using var command = _rig.Database.CreateCommand("SELECT max(parked_reason) FROM checkouts");
            reason = await command.ExecuteScalarAsync() as string;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.Equal("no such thing", reason);
        Assert.Equal(CheckoutPhase.Reserving, parked.State.Phase);
    }

    [Fact]
    public async Task Work_on_an_order_belongs_to_the_trace_of_its_caller_and_has_no_callers_authority()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is AgentTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        Guid orderId;
        ActivityTraceId trace;
        using (var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            orderId = (await _rig.OpenAsync()).Order.OrderId;
            trace = request.TraceId;
        }

        await _rig.ExpireLeasesAsync();
        var traces = new List<ActivityTraceId?>();
        await _rig.StartReplicaAsync((command, _, _) =>
        {
            traces.Add(Activity.Current?.TraceId);
            Assert.Null(CapabilityContext.Current);
            return Task.FromResult(Answers.Yes(command));
        });
        await _rig.UntilAsync(orderId, c => c.State.AtRest);
        Assert.Equal([trace, trace, trace], traces);
    }
}
