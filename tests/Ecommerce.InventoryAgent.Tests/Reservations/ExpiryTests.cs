using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.InventoryAgent.Tests.Reservations;

public sealed class ExpiryTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_sweep_makes_abandoned_stock_available_again()
    {
        await using var rig = await Rig.StartAsync(postgres);
        using var sweep = new ReservationWorker(rig.Store, TimeProvider.System, NullLogger<ReservationWorker>.Instance);
        var (abandoned, kept) = (Rig.NewOrder(), Rig.NewOrder());
        await rig.ReserveAsync(abandoned, (Rig.Widget, 7), (Rig.Last, 1));
        await rig.ReserveAsync(kept, (Rig.Widget, 1));
        await rig.LapseAsync(abandoned);

        await sweep.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(async () => await rig.AvailableAsync(Rig.Last) == 1, () => "the hold ends");
        await sweep.StopAsync(CancellationToken.None);

        Assert.Equal(999, await rig.AvailableAsync(Rig.Widget));
        Assert.Equal(ReservationStatus.Held, (await rig.ReserveAsync(kept, (Rig.Widget, 1))).Status);
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task A_thousand_abandoned_holds_are_all_released()
    {
        await using var rig = await Rig.StartAsync(postgres);
        using var sweep = new ReservationWorker(rig.Store, TimeProvider.System, NullLogger<ReservationWorker>.Instance);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => rig.ReserveAsync(Rig.NewOrder(), (Rig.Widget, 1))));
        Assert.Equal(0, await rig.AvailableAsync(Rig.Widget));
        await rig.ExecuteAsync("UPDATE reservations SET expires_at = clock_timestamp()");

        await sweep.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(async () => await rig.AvailableAsync(Rig.Widget) == 1000, () => "all is available again");
        await sweep.StopAsync(CancellationToken.None);

        Assert.Equal(1000, await rig.ReadAsync<long>("SELECT count(*) FROM reservations WHERE status = 'expired'"));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task A_sweep_that_failed_tries_again()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var time = new ManualTime();
        using var sweep = new ReservationWorker(rig.Store, time, NullLogger<ReservationWorker>.Instance);
        var order = Rig.NewOrder();
        await rig.ReserveAsync(order, (Rig.Last, 1));
        await rig.LapseAsync(order);
        await rig.ExecuteAsync("ALTER TABLE reservations RENAME TO away");
        await sweep.StartAsync(CancellationToken.None);
        await rig.ExecuteAsync("ALTER TABLE away RENAME TO reservations");

        await Eventually.HoldsAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(10));
                return await rig.AvailableAsync(Rig.Last) == 1;
            },
            () => "the hold ends");
        await sweep.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_hold_whose_time_is_over_is_not_confirmed_even_before_the_sweep()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        await rig.ReserveAsync(order, (Rig.Last, 1));
        await rig.LapseAsync(order);

        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ConfirmAsync(order));

        Assert.Equal(1, await rig.AvailableAsync(Rig.Last));
        await rig.AssertStockAddsUpAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_expired_hold_can_be_taken_anew_and_confirmed(bool swept)
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        var first = await rig.ReserveAsync(order, (Rig.Last, 1));
        await rig.LapseAsync(order);
        if (swept)
        {
            Assert.Equal(1, await rig.Store.ExpireAsync(10, CancellationToken.None));
        }

        var second = await rig.ReserveAsync(order, (Rig.Last, 1));

        Assert.Equal(ReservationStatus.Held, second.Status);
        Assert.True(second.ExpiresAt.ToDateTime() > first.ExpiresAt.ToDateTime());
        Assert.Equal(ReservationStatus.Confirmed, (await rig.ConfirmAsync(order)).Status);
        Assert.Equal(0, await rig.AvailableAsync(Rig.Last));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task An_expired_hold_whose_stock_is_gone_is_out_of_stock()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var (slow, quick) = (Rig.NewOrder(), Rig.NewOrder());
        await rig.ReserveAsync(slow, (Rig.Last, 1));
        await rig.LapseAsync(slow);
        await rig.Store.ExpireAsync(10, CancellationToken.None);
        await rig.ReserveAsync(quick, (Rig.Last, 1));

        await Refusal.AssertAsync(ErrorCodes.OutOfStock, () => rig.ReserveAsync(slow, (Rig.Last, 1)));
        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(slow, (Rig.Widget, 1)));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task An_expired_hold_that_is_released_stays_released()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var order = Rig.NewOrder();
        await rig.ReserveAsync(order, (Rig.Widget, 4));
        await rig.LapseAsync(order);
        await rig.Store.ExpireAsync(10, CancellationToken.None);

        Assert.Equal(ReservationStatus.Released, (await rig.ReleaseAsync(order)).Status);

        await Refusal.AssertAsync(ErrorCodes.Conflict, () => rig.ReserveAsync(order, (Rig.Widget, 4)));
        Assert.Equal(1000, await rig.AvailableAsync(Rig.Widget));
        await rig.AssertStockAddsUpAsync();
    }

    [Fact]
    public async Task Expiry_and_confirmation_race_and_exactly_one_wins()
    {
        await using var rig = await Rig.StartAsync(postgres);
        var orders = Enumerable.Range(0, 500).Select(_ => Rig.NewOrder()).ToArray();
        await Task.WhenAll(orders.Select(order => rig.ReserveAsync(order, (Rig.Widget, 1), (Rig.Large, 1))));
        await rig.ExecuteAsync("UPDATE reservations SET expires_at = clock_timestamp() + random() * interval '500 milliseconds'");

        using var done = new CancellationTokenSource();
        var sweeps = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await rig.Store.ExpireAsync(5, CancellationToken.None);
            }
        })).ToArray();
        var outcomes = await Task.WhenAll(orders.Select(order => Refusal.OutcomeAsync(() => rig.ConfirmAsync(order))));
        await done.CancelAsync();
        await Task.WhenAll(sweeps);
        while (await rig.Store.ExpireAsync(100, CancellationToken.None) > 0)
        {
        }

        var sold = outcomes.Count(outcome => outcome == "ok");
        // Both ways were taken.
        Assert.InRange(sold, 1, outcomes.Length - 1);
        Assert.Equal(outcomes.Length - sold, outcomes.Count(outcome => outcome == ErrorCodes.Conflict));
        Assert.Equal(1000 - sold, await rig.AvailableAsync(Rig.Widget));
        Assert.Equal(500 - sold, await rig.AvailableAsync(Rig.Large));
        Assert.Equal(sold, await rig.ReadAsync<long>($"SELECT sold FROM products WHERE sku = '{Rig.Widget}'"));
        await rig.AssertStockAddsUpAsync();
    }
}
