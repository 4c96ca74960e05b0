using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using static Ecommerce.OrderAgent.Checkouts.CheckoutCommands;

namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

internal enum Stock { None, Held, Expired, Sold, Returned }

internal enum Payment { None, Pending, WaitsForBuyer, Declined, Taken, GivenBack }

/// <summary>
/// What is true outside the saga, as little of it as the rules speak of: where stock and money are, which tombstones stand, and which
/// calls are still on their way although no caller waits for them any more. It is explored together with the saga's states.
/// </summary>
internal sealed record CheckoutWorld(Stock Stock, Payment Payment)
{
    public static readonly CheckoutWorld Start = new(Stock.None, Payment.None);

    /// <summary>The calls that do harm if they arrive late, unless a tombstone refuses them.</summary>
    public const CheckoutCommands Harmful = Reserve | Pay | Confirm;

    public bool NoMoreHolds { get; init; }

    public bool NoMoreCharges { get; init; }

    public CheckoutCommands OnTheirWay { get; init; }

    /// <summary>The stream of payments will tell that the money was taken.</summary>
    public bool CaptureIsTold { get; init; }

    /// <summary>
    /// The stream has told that the money was taken. It may tell it again at any time: the position in it is written only now and then.
    /// </summary>
    public bool CaptureWasTold { get; init; }

    /// <summary>The stream of payments will tell, once, that all was refunded: after what it has to tell of the capture.</summary>
    public bool RepaidIsTold { get; init; }

    /// <summary>An operator's refund of the whole sum is under way; it may still fail.</summary>
    public bool OthersRefund { get; init; }

    /// <summary>The provider has accepted the saga's refund and not finished it; it may still fail.</summary>
    public bool RefundIsAccepted { get; init; }

    /// <summary>The key of the saga's current refund was answered for good without all the money being back.</summary>
    public bool KeyIsSpent { get; init; }

    /// <summary>Every way in which a command can be answered, with the world after it.</summary>
    public IEnumerable<(CheckoutWorld After, CheckoutEvent Answer)> Answers(CheckoutCommands command) => command switch
    {
        Reserve when NoMoreHolds => [(this, Refused("conflict"))],
        Reserve when Stock is Stock.None or Stock.Expired =>
            [(this with { Stock = Stock.Held }, new CheckoutEvent.Reserved(default)), (this, Refused("out_of_stock"))],
        Reserve => [(this, new CheckoutEvent.Reserved(default))],
        Pay when Payment == Payment.None && NoMoreCharges => [(this, Refused("conflict"))],
        Pay when Payment == Payment.None =>
            Enum.GetValues<Payment>().Where(p => p is not (Payment.None or Payment.GivenBack))
                .Select(Becomes).Select(w => (w, w.PaymentAnswer())),
        Pay or Inquire => [(this, PaymentAnswer())],
        Confirm when Stock is Stock.Held or Stock.Sold => [(this with { Stock = Stock.Sold }, new CheckoutEvent.Confirmed())],
        Confirm => [(this, new CheckoutEvent.HoldGone())],
        VoidPayment =>
        [
            (this with { NoMoreCharges = true, Payment = Ended(), OthersRefund = false, RefundIsAccepted = false },
                new CheckoutEvent.Voided()),
        ],
        Release when Stock is Stock.Sold or Stock.Returned => [(this, new CheckoutEvent.AlreadySold())],
        Release => [(this with { NoMoreHolds = true, Stock = Stock.None }, new CheckoutEvent.Released())],
        Refund or RefundLate when RefundIsAccepted => [(this, new CheckoutEvent.RefundPending())],
        // What is left may be promised to another refund, and a stored answer is repeated for ever.
        Refund or RefundLate when Payment == Payment.Taken && (OthersRefund || KeyIsSpent) =>
            [(this with { KeyIsSpent = true }, new CheckoutEvent.RefundFailed())],
        Refund when Payment == Payment.GivenBack => [(this, new CheckoutEvent.RefundEnded())],
        Refund =>
        [
            (this with { Payment = Payment.GivenBack, RepaidIsTold = true }, new CheckoutEvent.RefundEnded()),
            (this with { RefundIsAccepted = true }, new CheckoutEvent.RefundPending()),
            (this with { KeyIsSpent = true }, new CheckoutEvent.RefundFailed()),
        ],
        RefundLate when Payment == Payment.Taken =>
        [
            (this with { Payment = Payment.GivenBack }, new CheckoutEvent.LateRefunded()),
            (this with { RefundIsAccepted = true }, new CheckoutEvent.RefundPending()),
            (this with { KeyIsSpent = true }, new CheckoutEvent.RefundFailed()),
        ],
        RefundLate => [(this, new CheckoutEvent.LateRefunded())],
        ReturnItems when Stock is Stock.Sold or Stock.Returned =>
            [(this with { Stock = Stock.Returned }, new CheckoutEvent.ItemsReturned())],
        _ => throw new InvalidOperationException($"{command} makes no sense in {this}"),
    };

    /// <summary>What changes without a call.</summary>
    public IEnumerable<CheckoutWorld> Drifts()
    {
        if (Stock == Stock.Held)
        {
            yield return this with { Stock = Stock.Expired };
        }

        if (Payment is Payment.Pending or Payment.WaitsForBuyer)
        {
            yield return Becomes(Payment.Taken);
            yield return Becomes(Payment.Declined);
        }

        // Providers have been seen to capture what they had declined. The payment agent gives that back; the saga has to as well, should it
        // be told first.
        if (Payment == Payment.Declined)
        {
            yield return this with { Payment = Payment.GivenBack, RepaidIsTold = true };
        }

        if (Payment == Payment.Declined && !NoMoreCharges)
        {
            yield return Becomes(Payment.Taken);
        }

        if (RefundIsAccepted)
        {
            yield return this with { RefundIsAccepted = false, KeyIsSpent = true };
            yield return this with { RefundIsAccepted = false, Payment = Payment.GivenBack, RepaidIsTold = true };
        }
        else if (OthersRefund)
        {
            yield return this with { OthersRefund = false };
            yield return this with { OthersRefund = false, Payment = Payment.GivenBack, RepaidIsTold = true };
        }
        else if (Payment == Payment.Taken && !NoMoreCharges)
        {
            yield return this with { OthersRefund = true };
        }

        foreach (var command in OnTheirWay.Each())
        {
            foreach (var (after, _) in Answers(command))
            {
                yield return after with { OnTheirWay = OnTheirWay & ~command };
            }
        }
    }

    /// <summary>The world in which every callee answers and nothing is refused any more.</summary>
    public CheckoutWorld Calm() => this switch
    {
        { RefundIsAccepted: true } => this with { RefundIsAccepted = false, Payment = Payment.GivenBack, RepaidIsTold = true },
        { Payment: Payment.Pending or Payment.WaitsForBuyer } => Becomes(Payment.Taken) with { OthersRefund = false },
        _ => this with { OthersRefund = false },
    };

    public static CheckoutEvent.Refused Refused(string code) => new(new OrderFailure(code, code));

    private CheckoutWorld Becomes(Payment payment) => this with { Payment = payment, CaptureIsTold = payment == Payment.Taken };

    private CheckoutEvent PaymentAnswer() => Payment switch
    {
        Payment.Taken => new CheckoutEvent.Captured(Guid.Empty),
        Payment.Pending => new CheckoutEvent.PaymentPending(Guid.Empty),
        Payment.WaitsForBuyer => new CheckoutEvent.ActionRequired(Guid.Empty, ""),
        _ => Refused("payment_declined"),
    };

    private Payment Ended() => Payment switch
    {
        Payment.Taken => Payment.GivenBack,
        Payment.Pending or Payment.WaitsForBuyer => Payment.None,
        var other => other,
    };
}
