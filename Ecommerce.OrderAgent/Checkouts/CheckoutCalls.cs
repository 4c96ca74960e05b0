using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>Sends a command of the saga and returns what came of it.</summary>
internal delegate Task<CheckoutEvent> CheckoutCall(CheckoutCommands command, Checkout checkout, CancellationToken cancellationToken);

/// <summary>
/// The saga's calls. Each has the same key whenever it is repeated: the order's ID where the capability is idempotent by it,
/// <c>{order_id}/{step}</c> elsewhere. A refusal is an answer; any other failure is not.
/// </summary>
internal sealed class CheckoutCalls(
    PaymentService.PaymentServiceClient payments, InventoryService.InventoryServiceClient inventory, CheckoutOptions options,
    Failpoints failpoints, TimeProvider time, ILogger<CheckoutCalls> logger)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    // A provider may be slow; the payment agent answers pending before this timeout.
    private static readonly TimeSpan PaymentTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Sends one command.</summary>
    public async Task<CheckoutEvent> SendAsync(CheckoutCommands command, Checkout checkout, CancellationToken cancellationToken)
    {
        try
        {
            await failpoints.HitAsync($"order.before_{command.ToColumn()}", cancellationToken);
            var answer = await AskAsync(command, checkout, cancellationToken);
            await failpoints.HitAsync($"order.after_{command.ToColumn()}", cancellationToken);
            return answer;
        }
        catch (ProblemException exception)
        {
            Log.NoAnswer(logger, checkout.Order.OrderId, command, checkout.Attempts + 1, exception.Code, exception.Message);
            return new CheckoutEvent.NoAnswer();
        }
    }

    private async Task<CheckoutEvent> AskAsync(CheckoutCommands command, Checkout checkout, CancellationToken cancellationToken)
    {
        try
        {
            return command switch
            {
                CheckoutCommands.Reserve => await ReserveAsync(checkout, cancellationToken),
                CheckoutCommands.Pay => await PayAsync(checkout, cancellationToken),
                CheckoutCommands.Inquire => await InquireAsync(checkout, cancellationToken),
                CheckoutCommands.Confirm => await ConfirmAsync(checkout, cancellationToken),
                CheckoutCommands.VoidPayment => await VoidAsync(checkout, cancellationToken),
                CheckoutCommands.Release => await ReleaseAsync(checkout, cancellationToken),
                CheckoutCommands.Refund => await RefundAsync(
                    checkout, $"{checkout.Order.OrderId}/return", "Returned by the buyer.", new CheckoutEvent.RefundEnded(),
                    cancellationToken),
                CheckoutCommands.RefundLate => await RefundAsync(
                    checkout, $"{checkout.Order.TransactionId}/late", "Captured too late.", new CheckoutEvent.LateRefunded(),
                    cancellationToken),
                CheckoutCommands.ReturnItems => await ReturnItemsAsync(checkout, cancellationToken),
                _ => throw new ArgumentOutOfRangeException(nameof(command), command, "One command at a time."),
            };
        }
        catch (ProblemException exception) when (!IsUnanswered(exception) && command is CheckoutCommands.Reserve or CheckoutCommands.Pay)
        {
            return new CheckoutEvent.Refused(new(exception.Code, exception.Message));
        }
        catch (ProblemException exception)
            when (command is CheckoutCommands.Confirm
                && exception.Code is ErrorCodes.Conflict or ErrorCodes.OutOfStock or ErrorCodes.NotFound)
        {
            return new CheckoutEvent.HoldGone();
        }
        catch (ProblemException exception) when (command is CheckoutCommands.Release && exception.Code is ErrorCodes.Conflict)
        {
            return new CheckoutEvent.AlreadySold();
        }
    }

    // An identity that is being renewed is refused by the transport, not by the callee's rules.
    private static bool IsUnanswered(ProblemException problem) =>
        ErrorCodes.IsOutcomeUnknown(problem.Code) || problem.Code == ErrorCodes.Unauthenticated;

    private async Task<CheckoutEvent> ReserveAsync(Checkout checkout, CancellationToken cancellationToken)
    {
        var request = new ReserveItemsRequest { OrderId = checkout.Order.OrderId.ToString(), ExpiresIn = (int)options.Hold.TotalSeconds };
        request.Items.AddRange(Items(checkout.Order));
        var reservation = await inventory.ReserveItemsAsync(request, Within(CallTimeout, cancellationToken));
        // Confirmed: by an earlier confirmation whose answer was lost.
        return reservation.Status is ReservationStatus.Held or ReservationStatus.Confirmed
            ? new CheckoutEvent.Reserved(reservation.ExpiresAt.ToDateTimeOffset())
            : new CheckoutEvent.Refused(new(ErrorCodes.OutOfStock, "The items could not be held."));
    }

    private async Task<CheckoutEvent> PayAsync(Checkout checkout, CancellationToken cancellationToken)
    {
        var order = checkout.Order;
        var request = new ProcessPaymentRequest
        {
            OrderId = order.OrderId.ToString(),
            UserId = order.UserId.ToString(),
            Amount = Money.Format(order.Total, order.Currency),
            Currency = order.Currency,
            PaymentMethod = order.PaymentMethod,
            IdempotencyKey = $"{order.OrderId}/pay",
        };
        var payment = await payments.ProcessPaymentAsync(request, Within(PaymentTimeout, cancellationToken));
        return Outcome(payment);
    }

    private async Task<CheckoutEvent> InquireAsync(Checkout checkout, CancellationToken cancellationToken)
    {
        var request = new GetPaymentRequest { TransactionId = checkout.Order.TransactionId.ToString() };
        var payment = await payments.GetPaymentAsync(request, Within(CallTimeout, cancellationToken));
        return Outcome(payment);
    }

    private static CheckoutEvent Outcome(Payment payment)
    {
        var transactionId = Guid.Parse(payment.TransactionId);
        return payment.Status switch
        {
            PaymentStatus.Captured => new CheckoutEvent.Captured(transactionId),
            PaymentStatus.Pending => new CheckoutEvent.PaymentPending(transactionId),
            PaymentStatus.RequiresAction => new CheckoutEvent.ActionRequired(transactionId, payment.NextAction?.Url ?? ""),
            PaymentStatus.Declined when payment.DeclineCode == ErrorCodes.InsufficientFunds =>
                new CheckoutEvent.Refused(new(ErrorCodes.InsufficientFunds, "The account has insufficient funds.")),
            PaymentStatus.Declined => new CheckoutEvent.Refused(new(ErrorCodes.PaymentDeclined, "The payment was declined.")),
            _ => new CheckoutEvent.Refused(new(ErrorCodes.PaymentDeclined, "The payment was cancelled.")),
        };
    }

    private async Task<CheckoutEvent> ConfirmAsync(Checkout checkout, CancellationToken cancellationToken)
    {
        var reservation = await inventory.ConfirmReservationAsync(Reservation(checkout), Within(CallTimeout, cancellationToken));
        return reservation.Status == ReservationStatus.Confirmed ? new CheckoutEvent.Confirmed() : new CheckoutEvent.HoldGone();
    }

    private async Task<CheckoutEvent> VoidAsync(Checkout checkout, CancellationToken cancellationToken)
    {
        var request = new VoidPaymentRequest
        {
            OrderId = checkout.Order.OrderId.ToString(),
            Reason = checkout.State.Failure?.Code ?? "cancelled",
        };
        var payment = await payments.VoidPaymentAsync(request, Within(CallTimeout, cancellationToken));
        return payment.Status is PaymentStatus.Voided or PaymentStatus.Refunded or PaymentStatus.Declined
            ? new CheckoutEvent.Voided() : new CheckoutEvent.NoAnswer();
    }

    private async Task<CheckoutEvent> ReleaseAsync(Checkout checkout, CancellationToken cancellationToken)
    {
        var reservation = await inventory.ReleaseReservationAsync(Reservation(checkout), Within(CallTimeout, cancellationToken));
        return reservation.Status is ReservationStatus.Released or ReservationStatus.Expired
            ? new CheckoutEvent.Released() : new CheckoutEvent.NoAnswer();
    }

    // Refunds all that is left. Whether that was all shows afterwards: some may be promised to another refund, which can still fail.
    private async Task<CheckoutEvent> RefundAsync(
        Checkout checkout, string firstKey, string reason, CheckoutEvent ended, CancellationToken cancellationToken)
    {
        var attempt = checkout.State.RefundAttempt;
        RefundPaymentRequest request = new()
        {
            TransactionId = checkout.Order.TransactionId.ToString(),
            Reason = reason,
            IdempotencyKey = attempt == 0 ? firstKey : $"{firstKey}/{attempt}",
        };
        try
        {
            var refund = await payments.RefundPaymentAsync(request, Within(CallTimeout, cancellationToken));
            if (refund.Status == RefundStatus.Pending)
            {
                return new CheckoutEvent.RefundPending();
            }
        }
        catch (ProblemException exception)
            when (exception.Code is ErrorCodes.RefundExceedsPayment or ErrorCodes.IdempotencyKeyReused)
        {
            // Nothing is left, or somebody has refunded under this key by hand: the next attempt has another.
        }

        var payment = await payments.GetPaymentAsync(
            new() { TransactionId = request.TransactionId }, Within(CallTimeout, cancellationToken));
        if (payment.Status is PaymentStatus.Refunded or PaymentStatus.Voided)
        {
            return ended;
        }

        Log.RefundFailed(logger, checkout.Order.OrderId, attempt + 1, payment.Refunded, payment.Amount);
        return new CheckoutEvent.RefundFailed();
    }

    private async Task<CheckoutEvent> ReturnItemsAsync(Checkout checkout, CancellationToken cancellationToken)
    {
        var request = new ReturnItemsRequest { OrderId = checkout.Order.OrderId.ToString() };
        request.Items.AddRange(Items(checkout.Order));
        await inventory.ReturnItemsAsync(request, Within(CallTimeout, cancellationToken));
        return new CheckoutEvent.ItemsReturned();
    }

    private static ReservationRequest Reservation(Checkout checkout) => new() { OrderId = checkout.Order.OrderId.ToString() };

    private static IEnumerable<Item> Items(Orders.Order order) =>
        order.Lines.Select(line => new Item { Sku = line.Sku, Quantity = line.Quantity });

    private CallOptions Within(TimeSpan timeout, CancellationToken cancellationToken) =>
        new(deadline: (time.GetUtcNow() + timeout).UtcDateTime, cancellationToken: cancellationToken);
}
