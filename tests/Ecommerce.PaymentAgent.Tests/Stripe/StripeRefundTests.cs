using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.Testing.Stripe;

namespace Ecommerce.PaymentAgent.Tests.Stripe;

public sealed class StripeRefundTests(Rig rig) : IClassFixture<Rig>, IAsyncLifetime
{
    private ScriptedStripe _stripe = null!;
    private Replica _agent = null!;

    public async ValueTask InitializeAsync()
    {
        await rig.StartAsync();
        _stripe = await ScriptedStripe.StartAsync();
        _agent = new(rig, _stripe.Provider());
    }

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(nameof(StripeFault.LostReply))]
    [InlineData(nameof(StripeFault.KeyInUse))]
    [InlineData(nameof(StripeFault.Unavailable))]
    [InlineData(nameof(StripeFault.FailedAfterwards))]
    public async Task A_refund_is_given_once_whatever_happens_to_its_answer(string? fault)
    {
        var paid = await PayAsync();
        if (fault is not null)
        {
            _stripe.Faults.Enqueue(Enum.Parse<StripeFault>(fault));
        }

        Assert.Equal(RefundStatus.Succeeded, (await RefundAsync(paid.TransactionId, 1000)).Status);
        Assert.Single(_stripe.Books.Refunds);
        await AssertAddsUpAsync();
    }

    [Theory]
    [InlineData("succeeded", RefundStatus.Succeeded, 1000)]
    [InlineData("failed", RefundStatus.Failed, 0)]
    public async Task A_pending_refund_is_answered_at_once_and_its_end_comes_by_message(string end, RefundStatus status, long refunded)
    {
        _stripe.Books.RefundStatus = "pending";
        var paid = await PayAsync();
        var reply = await RefundAsync(paid.TransactionId, 1000);
        Assert.Equal(RefundStatus.Pending, reply.Status);
        var payment = await rig.OnlyPaymentAsync(Guid.Parse(paid.OrderId));
        Assert.Equal((0L, 1000L, 2998L), (payment.Refunded, payment.Refunding, payment.Refundable));

        var refund = Assert.Single(_stripe.Books.Refunds);
        _stripe.Books.Change(refund, end);
        // Long before the agent would ask by itself.
        await Rig.ExecuteAsync(rig.Payments, "UPDATE refunds SET next_attempt_at = now() + interval '1 hour'");
        await rig.StartWorkerAsync(_stripe.Provider());
        Assert.True(await DeliverAsync("evt_1", end == "failed" ? "refund.failed" : "refund.updated"));

        payment = await rig.UntilAsync(payment.OrderId, p => p.Refunding == 0);
        Assert.Equal((refunded, 3998L - refunded), (payment.Refunded, payment.Refundable));
        var found = await _agent.RefundStore.FindAsync(Guid.Parse(reply.RefundId), CancellationToken.None);
        Assert.Equal((status, reply.CreatedAt.ToDateTimeOffset()), (found!.Status, found.CreatedAt));
        await AssertAddsUpAsync();

        async Task<bool> DeliverAsync(string id, string type) => await _agent.Callbacks.AcceptAsync(
            "stripe", await _stripe.ReadAsync(ScriptedStripe.Message(id, type, refund)), CancellationToken.None);
    }

    [Fact]
    public async Task A_void_whose_refund_is_under_way_is_done_and_a_refund_that_fails_is_tried_anew()
    {
        _stripe.Books.RefundStatus = "pending";
        var paid = await PayAsync();
        var voided = await _agent.Payments.VoidAsync(Guid.Parse(paid.OrderId), "cancelled", Rig.Soon, CancellationToken.None);
        Assert.Equal((PaymentStatus.Voided, 0L), (voided!.Status, voided.Refunded));

        _stripe.Books.Change(Assert.Single(_stripe.Books.Refunds), "failed");
        _stripe.Books.RefundStatus = "succeeded";
        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync(_stripe.Provider());
        await rig.UntilAsync(voided.OrderId, p => p.IsReturned);
        Assert.Equal(
            [$"{paid.TransactionId}/void", $"{paid.TransactionId}/void/2"],
            _stripe.Books.Refunds.Select(refund => (string)refund["metadata"]!["key"]!));
        await AssertAddsUpAsync();
    }

    [Fact]
    public async Task A_refund_that_stripe_refuses_fails()
    {
        var paid = await PayAsync();
        var intent = Assert.Single(_stripe.Books.Intents);
        await _stripe.Provider().RefundAsync(
            new("by hand", new(Rig.NewId(), 3998, "USD", "", Rig.Now, (string)intent["id"]!), 3000, Rig.Now), CancellationToken.None);

        Assert.Equal(RefundStatus.Failed, (await RefundAsync(paid.TransactionId, 1000)).Status);
        Assert.Equal(3998, (await rig.OnlyPaymentAsync(Guid.Parse(paid.OrderId))).Refundable);
    }

    [Fact]
    public async Task The_answer_that_stripe_keeps_for_a_refunds_key_is_old()
    {
        _stripe.Books.RefundStatus = "pending";
        var paid = await PayAsync();
        var intent = (string)Assert.Single(_stripe.Books.Intents)["id"]!;
        ChargeRefund refund = new(
            "r", new(Guid.Parse(paid.TransactionId), 3998, "USD", "pm_card_visa", Rig.Now, intent), 500, Rig.Now);
        _stripe.Faults.Enqueue(StripeFault.LostReply);
        await Assert.ThrowsAsync<PaymentProviderException>(
            () => _stripe.Provider().RefundAsync(refund, CancellationToken.None));
        _stripe.Books.Change(Assert.Single(_stripe.Books.Refunds), "failed");

        Assert.Equal(
            RefundState.Refused, (await _stripe.Provider().RefundAsync(refund, CancellationToken.None)).State);
    }

    [Fact]
    public async Task A_refund_whose_key_stripe_has_forgotten_is_looked_for_first()
    {
        var paid = await PayAsync();
        var intent = (string)Assert.Single(_stripe.Books.Intents)["id"]!;
        ChargeRefund refund = new(
            "r", new(Guid.Parse(paid.TransactionId), 3998, "USD", "pm_card_visa", Rig.Now, intent), 500, Rig.Now - TimeSpan.FromHours(24));
        var provider = _stripe.Provider();
        var first = await provider.RefundAsync(refund, CancellationToken.None);
        _stripe.Requests.Clear();

        Assert.Equal(first, await provider.RefundAsync(refund, CancellationToken.None));
        Assert.DoesNotContain(_stripe.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refund_whose_key_stripe_has_forgotten_is_not_given_again_while_a_long_list_may_hold_it()
    {
        var paid = await PayAsync();
        var intent = (string)Assert.Single(_stripe.Books.Intents)["id"]!;
        for (var i = 0; i < 12; i++)
        {
            await RefundAsync(paid.TransactionId, 100);
        }

        ChargeRefund refund = new(
            "r", new(Guid.Parse(paid.TransactionId), 3998, "USD", "pm_card_visa", Rig.Now, intent), 500, Rig.Now - TimeSpan.FromHours(24));
        await Assert.ThrowsAsync<PaymentProviderException>(() => _stripe.Provider().RefundAsync(refund, CancellationToken.None));
        Assert.Equal(12, _stripe.Books.Refunds.Count);
    }

    private Task<Contracts.V1.Payment> PayAsync() =>
        _agent.Payments.ProcessAsync(Rig.Request("pm_card_visa"), key: null, Rig.Soon, CancellationToken.None);

    private Task<Contracts.V1.Refund> RefundAsync(string transactionId, long amount) => _agent.Refunds.RefundAsync(
        new RefundRequest(Guid.Parse(transactionId), amount, "returned", Key: null), key: null, Rig.Soon, CancellationToken.None);

    private async Task AssertAddsUpAsync() => Assert.Equal(_stripe.Books.Taken, await rig.ShopBalanceAsync());
}
