using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Resilience;
using Grpc.Core;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// Places and cancels orders: checks, prices and records them, starts the checkout, and waits for its end as long as the caller's deadline
/// allows. The deadline ends the waiting, not the checkout.
/// </summary>
internal sealed class OrderPlacement(
    CheckoutStore checkouts, IdempotencyStore idempotency, CheckoutWorker worker, OrderSignals signals,
    UserService.UserServiceClient users, InventoryService.InventoryServiceClient inventory, PaymentMethods paymentMethods,
    TimeProvider time)
{
    /// <summary>Places an order, or joins or repeats the earlier call under the same key.</summary>
    /// <exception cref="ProblemException">
    /// <c>invalid_request</c>, <c>not_found</c> (user or SKU): nothing is recorded. <c>price_changed</c>, <c>out_of_stock</c>,
    /// <c>payment_declined</c>, <c>insufficient_funds</c>: the order is recorded as failed. <c>idempotency_key_reused</c>,
    /// <c>idempotency_key_in_use</c>.
    /// </exception>
    public async Task<Contracts.V1.Order> PlaceAsync(
        CreateOrderRequest request, CapabilityContext call, CancellationToken cancellationToken)
    {
        if (call.Idempotency is { } key && await idempotency.FindAsync(key, cancellationToken) is { } before)
        {
            return await RepeatAsync(before, key, call.AnswerBy, cancellationToken);
        }

        await paymentMethods.EnsureAcceptedAsync(request.PaymentMethod, cancellationToken);
        ItemLines.EnsureEachSkuOnce(request.Items);
        var catalogue = await VerifyAsync(request, call, cancellationToken);
        var order = Orders.Order.Place(Guid.CreateVersion7(time.GetUtcNow()), request, catalogue);
        var refusal = Orders.Order.FindChangedPrice(request.Items, catalogue);
        CheckoutEvent first = refusal is null ? new CheckoutEvent.Due() : new CheckoutEvent.Refused(new(refusal.Code, refusal.Message));
        var (checkout, earlier) = await OpenAsync(order, first, call.Idempotency, refusal, cancellationToken);
        if (earlier is not null)
        {
            return await RepeatAsync(earlier, call.Idempotency!, call.AnswerBy, cancellationToken);
        }

        if (refusal is not null)
        {
            throw refusal;
        }

        var driven = await TryWaitAsync(worker.Start(checkout!), call.AnswerBy, cancellationToken);
        if (driven is { Closed: true })
        {
            return Answer(driven.Order);
        }

        if (await OutcomeAsync(order.OrderId, call.Idempotency, IsUpToBuyer, call.AnswerBy, cancellationToken) is { } answer)
        {
            return answer;
        }

        // It may have ended since it was looked at.
        var last = await FindAsync(order.OrderId, cancellationToken);
        return last.Closed ? await AnswerAsync(last, call.Idempotency, cancellationToken) : last.Order.ToMessage();
    }

    /// <summary>
    /// Cancels an order: an order that is not confirmed yet is undone, a confirmed one is returned. Returns the order as it is
    /// then.
    /// </summary>
    /// <exception cref="ProblemException"><c>not_cancelable</c>: it has ended otherwise.</exception>
    public async Task<Contracts.V1.Order> CancelAsync(
        Orders.Order order, string reason, CapabilityContext call, CancellationToken cancellationToken)
    {
        using var subscription = signals.Subscribe(order.OrderId);
        var (step, saved) = await checkouts.CancelAsync(order.OrderId, reason, cancellationToken);
        if (step is not null)
        {
            worker.Continue(step, saved);
        }

        while (true)
        {
            var checkout = await FindAsync(order.OrderId, cancellationToken);
            if (checkout.State.AtRest || checkout.State.Overdue)
            {
                checkout.Order.EnsureCancelable(checkout.State.CancelRequested);
            }
            else if (await WaitAsync(subscription, call.AnswerBy, cancellationToken))
            {
                continue;
            }

            return checkout.Order.ToMessage();
        }
    }

    // The token proves that a user who orders for themselves is there; for whom an operator orders has to be asked.
    private async Task<IReadOnlyList<ItemAvailability>> VerifyAsync(
        CreateOrderRequest request, CapabilityContext call, CancellationToken cancellationToken)
    {
        var options = new CallOptions(cancellationToken: cancellationToken);
        var asked = new CheckAvailabilityRequest();
        asked.Items.AddRange(request.Items.Select(item => new Item { Sku = item.Sku, Quantity = item.Quantity }));
        Task user = call.UserId == request.UserId
            ? Task.CompletedTask : users.GetUserAsync(new() { UserId = request.UserId }, options).ResponseAsync;
        var availability = inventory.CheckAvailabilityAsync(asked, options).ResponseAsync;
        try
        {
            await Task.WhenAll(user, availability);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.NotFound && user.IsFaulted)
        {
            throw ProblemException.NotFound("user", "user_id", exception);
        }

        return (await availability).Items;
    }

    private async Task<(Checkout? Checkout, IdempotencyClaim? Earlier)> OpenAsync(
        Orders.Order order, CheckoutEvent first, IdempotencyKey? key, ProblemException? problem, CancellationToken cancellationToken)
    {
        try
        {
            return await checkouts.OpenAsync(order, first, key, problem, cancellationToken);
        }
        catch (Exception exception) when (DatabaseProblems.IsOutage(exception) && !cancellationToken.IsCancellationRequested)
        {
            // The commit's acknowledgement may be what was lost: read it back before anything else.
            if (await checkouts.FindAsync(order.OrderId, cancellationToken) is { } committed)
            {
                return (committed with { Leased = committed.State.Todo != CheckoutCommands.None }, null);
            }

            throw;
        }
    }

    // As the first call was answered, or would have been: also of an order that waits for its buyer, for whom nobody else can do anything.
    private async Task<Contracts.V1.Order> RepeatAsync(
        IdempotencyClaim earlier, IdempotencyKey key, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if ((earlier.Replay<Contracts.V1.Order>() ?? await OutcomeAsync(earlier.ResourceId, key, IsUpToBuyer, until, cancellationToken))
            is { } answer)
        {
            return answer;
        }

        var checkout = await FindAsync(earlier.ResourceId, cancellationToken);
        if (checkout.Closed)
        {
            return await AnswerAsync(checkout, key, cancellationToken);
        }

        return IsUpToBuyer(checkout)
            ? checkout.Order.ToMessage()
            : throw new ProblemException(
                ErrorCodes.IdempotencyKeyInUse, "The order of this idempotency key is still being processed.",
                retryAfter: TimeSpan.FromSeconds(1));
    }

    // The buyer has to act first, so the answer is "pending" now.
    private static bool IsUpToBuyer(Checkout checkout) => checkout.State.Phase == CheckoutPhase.AwaitingAction;

    // The answer that every repeat gets, once the order is closed for the buyer; null if that takes longer, or if waiting is useless.
    private async Task<Contracts.V1.Order?> OutcomeAsync(
        Guid orderId, IdempotencyKey? key, Func<Checkout, bool> isUseless, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var subscription = signals.Subscribe(orderId);
        while (true)
        {
            var checkout = await FindAsync(orderId, cancellationToken);
            if (checkout.Closed)
            {
                return await AnswerAsync(checkout, key, cancellationToken);
            }

            if (isUseless(checkout) || !await WaitAsync(subscription, until, cancellationToken))
            {
                return null;
            }
        }
    }

    // Of an order that is closed for the buyer.
    private async Task<Contracts.V1.Order> AnswerAsync(Checkout checkout, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var earlier = key is null ? null : await idempotency.FindAsync(key, cancellationToken);
        return earlier?.Replay<Contracts.V1.Order>() ?? Answer(checkout.Order);
    }

    private static Contracts.V1.Order Answer(Orders.Order order) => order.Failure switch
    {
        null => order.ToMessage(),
        // As an earlier version recorded an order that was not completed in its time.
        { Code: ErrorCodes.Unavailable } failure => throw new ProblemException(ErrorCodes.CheckoutExpired, failure.Message),
        var failure => throw new ProblemException(failure.Code, failure.Message),
    };

    private async Task<Checkout> FindAsync(Guid orderId, CancellationToken cancellationToken) =>
        await checkouts.FindAsync(orderId, cancellationToken)
            ?? throw new InvalidOperationException($"The order {orderId} has no checkout.");

    // False if no time is left to wait, or if this replica stops.
    private async Task<bool> WaitAsync(Signals.Subscription subscription, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var left = until - time.GetUtcNow();
        if (left <= TimeSpan.Zero || worker.Stopping.IsCancellationRequested)
        {
            return false;
        }

        await subscription.WaitAsync(left < OrderSignals.PollInterval ? left : OrderSignals.PollInterval, cancellationToken);
        return true;
    }

    private async Task<Checkout?> TryWaitAsync(Task<Checkout?> driven, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var left = until - time.GetUtcNow();
        try
        {
            return await driven.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
