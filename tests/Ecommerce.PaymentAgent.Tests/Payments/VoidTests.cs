using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.PaymentAgent.Tests.Payments;

public class VoidTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_void_before_any_charge_refuses_the_late_charge()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        Assert.Null(await rig.VoidAsync(request.OrderId));
        Assert.Null(await rig.VoidAsync(request.OrderId));
        foreach (var key in new[] { Rig.Key("order", request), null })
        {
            Assert.Equal(ErrorCodes.Conflict, (await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request, key))).Code);
        }

        Assert.Equal(0, await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges"));
        Assert.Empty(await rig.Agent.PaymentStore.ListAsync(request.OrderId, owner: null, CancellationToken.None));
    }

    [Fact]
    public async Task A_void_after_a_decline_is_only_a_tombstone()
    {
        await rig.StartAsync();
        var request = Rig.Request("test_declined");
        await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request));
        Assert.Null(await rig.VoidAsync(request.OrderId));
        var problem =
            await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request with { PaymentMethod = "credit_card", Key = "2" }));
        Assert.Equal(ErrorCodes.Conflict, problem.Code);
    }

    [Fact]
    public async Task A_void_of_a_captured_payment_is_a_full_refund_however_often_it_is_said()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var paid = await rig.PayAsync(request);
        await rig.RefundAsync(paid.TransactionId, 1000);
        var voids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => rig.VoidAsync(request.OrderId)));
        Assert.All(voids, v =>
            Assert.Equal((Status: PaymentStatus.Voided, Captured: 3998L, Refunded: 3998L), (v!.Status, v.Captured, v.Refunded)));
        Assert.Equal(2998, await Rig.ReadAsync<long>(
            rig.Sandbox, $"SELECT amount_minor FROM refunds WHERE key = '{paid.TransactionId}/void'"));
        Assert.Equal(0, await rig.TakenAtProviderAsync());
        await rig.AssertMoneyAddsUpAsync();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.RefundAsync(paid.TransactionId, amount: null));
        Assert.Equal(ErrorCodes.RefundExceedsPayment, refused.Code);
    }

    [Fact]
    public async Task A_capture_that_turns_up_after_the_void_is_refunded_once()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var payment = (await rig.Agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None)).Payment!;
        var voided = await rig.VoidAsync(request.OrderId);
        Assert.Equal((Status: PaymentStatus.Voided, Captured: 0L, Settled: false), (voided!.Status, voided.Captured, voided.Settled));

        await rig.Agent.Sandbox.ChargeAsync(payment.Charge, CancellationToken.None);
        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync();
        await rig.StartWorkerAsync();
        await rig.UntilAsync(request.OrderId, p => p is { Captured: 3998, IsReturned: true });
        Assert.Equal($"{payment.TransactionId}/late", await Rig.ReadAsync<string>(rig.Sandbox, "SELECT string_agg(key, ',') FROM refunds"));
        Assert.Equal("voided,captured,voided", await Rig.ReadAsync<string>(
            rig.Payments, "SELECT string_agg(type, ',' ORDER BY event_id) FROM payment_events"));
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_voided_action_that_is_completed_all_the_same_is_refunded()
    {
        await rig.StartAsync();
        await rig.StartWorkerAsync();
        var request = Rig.Request("test_requires_action");
        var reply = await rig.PayAsync(request);
        var voided = await rig.VoidAsync(request.OrderId);
        Assert.Equal((PaymentStatus.Voided, false), (voided!.Status, voided.Settled));
        await Rig.ReadAsync<string>(rig.Sandbox, $"SELECT finish_action('{reply.TransactionId}', true)");
        await rig.UntilAsync(request.OrderId, p => p is { Captured: 3998, IsReturned: true });
        Assert.Equal(0, await rig.TakenAtProviderAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_charge_that_was_under_way_when_the_order_was_voided_is_returned()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var payment = (await rig.Agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None)).Payment!;
        await rig.VoidAsync(request.OrderId);
        // The process that held the payment before the void goes on only now.
        var learned = await new Replica(rig).Payments.AttemptAsync(payment);
        Assert.Equal(PaymentStatus.Voided, learned.Status);
        Assert.True((await rig.VoidAsync(request.OrderId))!.IsReturned);
        Assert.Equal(3998, (await rig.OnlyPaymentAsync(request.OrderId)).Refunded);
        Assert.Equal(0, await rig.TakenAtProviderAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task Charges_and_voids_that_race_end_with_the_money_at_the_buyer()
    {
        await rig.StartAsync();
        await rig.StartWorkerAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), async (_, cancellationToken) =>
        {
            var request = Rig.Request();
            var charge = Task.Run(() => rig.PayAsync(request), cancellationToken);
            var voiding = Task.Run(() => rig.VoidAsync(request.OrderId), cancellationToken);
            await Task.WhenAll(voiding, Swallow(charge));
        });
        await Eventually.HoldsAsync(
            async () => await rig.TakenAtProviderAsync() == 0 && await rig.ShopBalanceAsync() == 0
                && await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM refunds WHERE status = 'pending'") == 0,
            () => "the money is returned");
        await rig.AssertMoneyAddsUpAsync();

        static async Task Swallow(Task<Contracts.V1.Payment> charge)
        {
            try
            {
                await charge;
            }
            catch (ProblemException exception) when (exception.Code == ErrorCodes.Conflict)
            {
                // The void came first.
            }
        }
    }
}
