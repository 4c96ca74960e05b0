using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Tests.Payments;

public class PaymentTests
{
    private static ProcessPaymentRequest Message(string amount, string currency = "") => new()
    {
        OrderId = Rig.NewId().ToString(),
        UserId = Rig.NewId().ToString(),
        Amount = amount,
        Currency = currency,
        PaymentMethod = "credit_card",
    };

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-1")]
    [InlineData("1.001")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("92233720368547758.08")]
    public void An_amount_that_is_not_positive_or_not_exact_is_refused_by_its_name(string amount)
    {
        var problem = Assert.Throws<ProblemException>(() => PaymentRequest.From(Message(amount)));
        Assert.Equal((ErrorCodes.InvalidRequest, "amount"), (problem.Code, problem.Field));
    }

    [Fact]
    public void An_unknown_currency_is_refused_by_its_name()
    {
        var problem = Assert.Throws<ProblemException>(() => PaymentRequest.From(Message("1.00", "XXQ")));
        Assert.Equal((ErrorCodes.InvalidRequest, "currency"), (problem.Code, problem.Field));
    }

    [Fact]
    public void The_currency_decides_the_digits_and_is_dollars_if_left_out()
    {
        Assert.Equal(("USD", 3998L), (PaymentRequest.From(Message("39.98")).Currency, PaymentRequest.From(Message("39.98")).Amount));
        Assert.Equal(40L, PaymentRequest.From(Message("40", "JPY")).Amount);
        Assert.Throws<ProblemException>(() => PaymentRequest.From(Message("39.98", "JPY")));
    }

    [Fact]
    public void A_settled_payment_learns_nothing_more()
    {
        var captured = Pending().Learn(new(ChargeState.Captured));
        Assert.Same(captured, captured.Learn(new(ChargeState.Declined, ErrorCodes.PaymentDeclined)));
        Assert.Same(captured, captured.Learn(new(ChargeState.NotFound)));
    }

    [Fact]
    public void A_declined_payment_learns_only_that_it_was_captured_and_owes_the_money_then()
    {
        var declined = Pending().Learn(new(ChargeState.Declined, ErrorCodes.InsufficientFunds));
        foreach (var state in Enum.GetValues<ChargeState>().Except([ChargeState.Captured]))
        {
            Assert.Same(declined, declined.Learn(new(state)));
        }

        var told = declined with { Settled = false };
        Assert.Equal(declined, told.Learn(new(ChargeState.Declined, ErrorCodes.PaymentDeclined)));
        Assert.Equal(told, told.Learn(new(ChargeState.RequiresAction)));
        Assert.Equal(told, told.Learn(new(ChargeState.NotFound)));
        Assert.Equal(declined, told.Expire(told.CreatedAt.AddHours(25)));

        var late = declined.Learn(new(ChargeState.Captured));
        Assert.Equal((PaymentStatus.Declined, 100L, true, true), (late.Status, late.Refundable, late.VoidRequested, late.Settled));
        Assert.Same(late, late.Learn(new(ChargeState.Captured)));
        Assert.Equal(PaymentStatus.Declined, late.BeginRefund(100).CompleteRefund(100).Status);
    }

    [Fact]
    public void A_charge_whose_outcome_is_not_known_stays_pending()
    {
        var pending = Pending();
        Assert.Equal(pending, pending.Learn(new(ChargeState.Processing)));
        Assert.Equal(pending, pending.Learn(new(ChargeState.NotFound)));
        Assert.True(pending.RequestVoid().Learn(new(ChargeState.Processing)).IsPending);
    }

    [Fact]
    public void Promised_refunds_cannot_be_promised_again()
    {
        var payment = Pending().Learn(new(ChargeState.Captured)).BeginRefund(60);
        Assert.Equal(40, payment.Refundable);
        Assert.Equal(ErrorCodes.RefundExceedsPayment, Assert.Throws<ProblemException>(() => payment.BeginRefund(41)).Code);
        Assert.Equal(100, payment.AbandonRefund(60).Refundable);
        Assert.Equal(PaymentStatus.Refunded, payment.CompleteRefund(60).BeginRefund(40).CompleteRefund(40).Status);
    }

    [Theory]
    [InlineData(PaymentStatus.Pending, 1, 0.1)]
    [InlineData(PaymentStatus.Pending, 3, 0.4)]
    [InlineData(PaymentStatus.Pending, 1_000_000, 2)]
    [InlineData(PaymentStatus.RequiresAction, 30, 1)]
    [InlineData(PaymentStatus.RequiresAction, 3000, 60)]
    [InlineData(PaymentStatus.Voided, 30, 60)]
    [InlineData(PaymentStatus.Declined, 30, 60)]
    public void The_pause_before_the_provider_is_asked_again_doubles_up_to_the_cap_of_the_status(
        PaymentStatus status, int attempts, double longestSeconds)
    {
        var payment = Pending() with { Status = status, Attempts = attempts };
        var pauses = Enumerable.Range(0, 200).Select(_ => payment.RetryDelay.TotalSeconds).ToList();
        Assert.All(pauses, pause => Assert.InRange(pause, 0, longestSeconds));
        Assert.True(pauses.Max() > longestSeconds / 2, "No pause is near the longest one.");
    }

    private static PaymentAgent.Payments.Payment Pending() => new()
    {
        TransactionId = Rig.NewId(),
        OrderId = Rig.NewId(),
        UserId = Rig.NewId(),
        Amount = 100,
        Currency = "USD",
        PaymentMethod = "credit_card",
        Status = PaymentStatus.Pending,
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };
}
