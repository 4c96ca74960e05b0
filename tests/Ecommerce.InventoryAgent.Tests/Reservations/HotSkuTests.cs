using Ecommerce.Contracts;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.InventoryAgent.Tests.Reservations;

public sealed class HotSkuTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Of_a_thousand_buyers_one_gets_the_last_unit()
    {
        await using var rig = await Rig.StartAsync(postgres);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 1000).Select(_ => Refusal.OutcomeAsync(() => rig.ReserveAsync(Rig.NewOrder(), (Rig.Last, 1)))));

        Assert.Single(outcomes, "ok");
        Assert.Equal(999, outcomes.Count(outcome => outcome == ErrorCodes.OutOfStock));
        Assert.Equal(0, await rig.AvailableAsync(Rig.Last));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Buyers_at_several_replicas_share_the_last_units_without_selling_one_twice()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.ExecuteAsync($"UPDATE products SET initial = 40 WHERE sku = '{Rig.Last}'");
        var one = RequestedItems.From([.. Rig.ToItems((Rig.Last, 1))]);

        // Half of them past the batcher, as calls to another process are.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Refusal.OutcomeAsync(() => i % 2 == 0
            ? rig.ReserveAsync(Rig.NewOrder(), (Rig.Last, 1))
            : rig.Store.ReserveAsync(Guid.Parse(Rig.NewOrder()), one, TimeSpan.FromMinutes(3), CancellationToken.None))));

        Assert.Equal(40, outcomes.Count(outcome => outcome == "ok"));
        Assert.Equal(160, outcomes.Count(outcome => outcome == ErrorCodes.OutOfStock));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Those_who_wait_are_served_in_turn_and_a_small_order_fits_where_a_large_one_does_not()
    {
        await using var rig = await Rig.StartAsync(postgres);
        await rig.ExecuteAsync($"UPDATE products SET initial = 10 WHERE sku = '{Rig.Last}'");
        int[] quantities = [1, 6, 4, 3, 1];
        List<Task<string>> outcomes = [];
        await using (await rig.BlockAsync(Rig.Last))
        {
            foreach (var quantity in quantities)
            {
                outcomes.Add(Refusal.OutcomeAsync(() => rig.ReserveAsync(Rig.NewOrder(), (Rig.Last, quantity))));
            }
        }

        Assert.Equal(["ok", "ok", ErrorCodes.OutOfStock, "ok", ErrorCodes.OutOfStock], await Task.WhenAll(outcomes));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Those_who_wait_for_a_SKU_share_one_transaction()
    {
        await using var rig = await Rig.StartAsync(postgres);
        List<Task> reserved = [];
        await using (await rig.BlockAsync(Rig.Widget))
        {
            // The first runs alone, and the others come while it does.
            reserved.Add(rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 1)));
            await rig.UntilAStatementWaitsAsync();
            reserved.AddRange(Enumerable.Range(0, ReservationBatcher.MaxBatch)
                .Select(_ => rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 1))));
        }

        await Task.WhenAll(reserved);
        Assert.Equal(2, await rig.ReadAsync<long>("SELECT count(DISTINCT xmin::text) FROM reservations"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_waits_for_a_product_sees_what_the_one_before_has_left(bool together)
    {
        await using var rig = await Rig.StartAsync(postgres);
        Task<string> outcome;
        await using (var before = await rig.BlockAsync(Rig.Last))
        {
            outcome = together
                ? TogetherAsync(rig) : Refusal.OutcomeAsync(() => rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 1), (Rig.Last, 1)));
            await rig.UntilAStatementWaitsAsync();
            await using var takeLast = new NpgsqlCommand($"UPDATE products SET initial = 0 WHERE sku = '{Rig.Last}'; COMMIT", before);
            await takeLast.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(ErrorCodes.OutOfStock, await outcome);
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task The_database_itself_refuses_to_sell_what_is_not_there()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => rig.ExecuteAsync($"UPDATE products SET reserved = 1 WHERE sku = '{Rig.SoldOut}'"));
        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task Repeats_released_and_unknown_orders_get_their_own_answers_among_many()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (held, released, other) = (Rig.NewOrder(), Rig.NewOrder(), Rig.NewOrder());
        await rig.ReserveAsync(held, (Rig.Widget, 1));
        await rig.ReserveAsync(other, (Rig.Widget, 2));
        await rig.ReleaseAsync(released);
        List<Task<string>> outcomes = [];
        await using (await rig.BlockAsync(Rig.Widget))
        {
            foreach (var order in new[] { Rig.NewOrder(), Rig.NewOrder(), held, released, other, Rig.NewOrder() })
            {
                outcomes.Add(Refusal.OutcomeAsync(() => rig.ReserveAsync(order, (Rig.Widget, 1))));
            }
        }

        Assert.Equal(["ok", "ok", "ok", ErrorCodes.Conflict, ErrorCodes.Conflict, "ok"], await Task.WhenAll(outcomes));
        Assert.Equal(1000 - 1 - 2 - 3, await rig.AvailableAsync(Rig.Widget));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task When_too_many_wait_for_a_SKU_the_next_is_asked_to_retry_later_and_other_SKUs_go_on()
    {
        await using var rig = await Rig.StartAsync(postgres);
        List<Task<string>> waiting = [];
        await using (await rig.BlockAsync(Rig.Widget))
        {
            // One more than fit: one runs alone, the others wait.
            var refused = Assert.ThrowsAsync<ProblemException>(async () =>
            {
                for (var i = 0; i < ReservationBatcher.MaxWaiting + ReservationBatcher.MaxBatch + 2; i++)
                {
                    var reserve = rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 1));
                    if (reserve.IsFaulted)
                    {
                        await reserve;
                    }

                    waiting.Add(Refusal.OutcomeAsync(() => reserve));
                }
            });

            var problem = await refused;
            Assert.Equal(ErrorCodes.Unavailable, problem.Code);
            Assert.NotNull(problem.RetryAfter);
            await rig.ReserveAsync(Rig.NewOrder(), (Rig.Large, 1));
        }

        var outcomes = await Task.WhenAll(waiting);
        Assert.Equal(1000, outcomes.Count(outcome => outcome == "ok"));
        Assert.Equal(outcomes.Length - 1000, outcomes.Count(outcome => outcome == ErrorCodes.OutOfStock));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Who_leaves_the_queue_takes_nothing()
    {
        await using var rig = await Rig.StartAsync(postgres);
        using var leave = new CancellationTokenSource();
        var (first, second) = (Rig.NewOrder(), Rig.NewOrder());
        Task<Contracts.V1.Reservation> running;
        await using (await rig.BlockAsync(Rig.Widget))
        {
            running = rig.ReserveAsync(first, (Rig.Widget, 1));
            await rig.UntilAStatementWaitsAsync();
            var left = rig.ReserveAsync(second, 0, leave.Token, (Rig.Widget, 1));
            await leave.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        }

        await running;
        await rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 1));
        Assert.Equal(998, await rig.AvailableAsync(Rig.Widget));
        await Refusal.AssertAsync(ErrorCodes.NotFound, () => rig.ConfirmAsync(second));
    }

    [Fact]
    public void Nobody_is_forgotten_when_a_caller_leaves_while_the_batch_is_taken()
    {
        var (one, other) = (Guid.Parse(Rig.NewOrder()), Guid.Parse(Rig.NewOrder()));
        Queue<(Guid Order, int Call)> queue = new([(one, 1), (one, 2), (other, 3)]);
        var looks = 0;

        // The first caller leaves between two looks.
        var batch = ReservationBatcher.Take(queue, next => next.Call == 1 && looks++ > 0, next => next.Order);

        Assert.Equal([(one, 1)], batch);
        Assert.Equal([(one, 2), (other, 3)], queue);
    }

    [Fact]
    public async Task A_storm_of_everything_at_once_ends_without_deadlock_and_the_stock_adds_up()
    {
        await using var rig = await Rig.StartAsync(postgres);
        string[] skus = [Rig.Widget, Rig.Large, "WIDGET-006", Rig.Last];
        var orders = Enumerable.Range(0, 60).Select(_ => Rig.NewOrder()).ToArray();
        var random = new Random(20_250);
        var steps = Enumerable.Range(0, 900).Select(_ => (
            Order: orders[random.Next(orders.Length)],
            Kind: random.Next(7),
            Items: skus.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(sku => (sku, 1)).ToArray())).ToArray();

        string[] allowed = ["ok", ErrorCodes.Conflict, ErrorCodes.OutOfStock, ErrorCodes.NotFound, ErrorCodes.InvalidRequest];
        await Parallel.ForEachAsync(steps, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (step, _) =>
        {
            var outcome = await Refusal.OutcomeAsync(() => step.Kind switch
            {
                0 or 1 or 2 => rig.ReserveAsync(step.Order, step.Items),
                3 => rig.ConfirmAsync(step.Order),
                4 => rig.ReleaseAsync(step.Order),
                5 => rig.ReturnAsync(step.Order, step.Items),
                _ => ExpireAsync(rig, step.Order),
            });
            Assert.Contains(outcome, allowed);
        });

        await rig.AssertStockAddsUpAsync();
    }

    private static async Task<string> TogetherAsync(Rig rig)
    {
        var order = Guid.Parse(Rig.NewOrder());
        var outcomes = await rig.Store.ReserveManyAsync(
            Rig.Last, [new HoldRequest(order, 1, TimeSpan.FromMinutes(3))], TestContext.Current.CancellationToken);
        return outcomes[order].ExpiresAt is null ? ErrorCodes.OutOfStock : "ok";
    }

    private static async Task ExpireAsync(Rig rig, string order)
    {
        await rig.LapseAsync(order);
        await rig.Store.ExpireAsync(10, CancellationToken.None);
    }
}
