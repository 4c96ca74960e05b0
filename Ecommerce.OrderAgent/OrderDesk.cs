using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkout;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf.Collections;
using Grpc.Core;
using Npgsql;

namespace Ecommerce.OrderAgent;

/// <summary>
/// Where orders are placed and cancelled: checks and prices, records, sets the checkout going, and waits with the caller for its end as
/// long as the caller's deadline allows. The deadline ends the waiting, not the checkout.
/// </summary>
internal sealed class OrderDesk(
    CheckoutStore checkouts, CheckoutRunner runner, OrderSignals signals, NpgsqlDataSource database, CheckoutOptions options,
    UserService.UserServiceClient users, InventoryService.InventoryServiceClient inventory, PaymentMethods paymentMethods,
    TimeProvider time)
{
    // A caller who waits to the end of its deadline must still get the answer "pending".
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(400);

    // How often a waiter looks if no signal comes.
    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(1);

    /// <summary>Places an order, or joins or repeats the earlier call under the same key.</summary>
    /// <exception cref="ProblemException">
    /// <c>invalid_request</c>, <c>not_found</c> (user or SKU): nothing is recorded. <c>price_changed</c>, <c>out_of_stock</c>,
    /// <c>payment_declined</c>, <c>insufficient_funds</c>: the order is recorded as failed. <c>idempotency_key_reused</c>,
    /// <c>idempotency_key_in_use</c>.
    /// </exception>
    public async Task<Contracts.V1.Order> PlaceAsync(
        CreateOrderRequest request, CapabilityContext call, CancellationToken cancellationToken)
    {
        var until = call.Deadline - AnswerMargin;
        if (call.Idempotency is { } key && await checkouts.FindEarlierAsync(key, cancellationToken) is { } before)
        {
            return await RepeatAsync(before, key, until, cancellationToken);
        }

        await paymentMethods.EnsureAcceptedAsync(request.PaymentMethod, cancellationToken);
        EnsureEachSkuOnce(request.Items);
        var catalogue = await VerifyAsync(request, cancellationToken);
        var order = Order.Place(Guid.CreateVersion7(time.GetUtcNow()), request, catalogue);
        var refusal = Order.FindChangedPrice(request.Items, catalogue);
        CheckoutEvent first = refusal is null ? new CheckoutEvent.Due() : new CheckoutEvent.Refused(new(refusal.Code, refusal.Message));
        var (checkout, earlier) = await OpenAsync(order, first, call.Idempotency, refusal, cancellationToken);
        if (earlier is not null)
        {
            return await RepeatAsync(earlier, call.Idempotency!, until, cancellationToken);
        }
        if (refusal is not null)
        {
            throw refusal;
        }

        var driven = await TryWaitAsync(runner.Start(checkout!), until, cancellationToken);
        if (driven is { Closed: true })
        {
            return Answer(driven.Order);
        }
        return await OutcomeAsync(order.OrderId, call.Idempotency, IsUpToBuyer, until, cancellationToken)
            ?? (await FindAsync(order.OrderId, cancellationToken)).Order.ToMessage();
    }

    /// <summary>
    /// Cancels an order: before it is confirmed it is undone, after it is confirmed it is returned. Answers with the order as far as it
    /// got.
    /// </summary>
    /// <exception cref="ProblemException"><c>not_cancelable</c>: it has ended otherwise.</exception>
    public async Task<Contracts.V1.Order> CancelAsync(
        Order order, string reason, CapabilityContext call, CancellationToken cancellationToken)
    {
        var until = call.Deadline - AnswerMargin;
        using var subscription = signals.Subscribe(order.OrderId);
        if (await RequestCancelAsync(order.OrderId, reason, cancellationToken) is { } leased)
        {
            _ = runner.Start(leased);
        }
        while (true)
        {
            var checkout = await FindAsync(order.OrderId, cancellationToken);
            if (checkout.State.AtRest || checkout.State.Overdue)
            {
                checkout.Order.EnsureCancelable(checkout.State);
            }
            else if (await WaitAsync(subscription, until, cancellationToken))
            {
                continue;
            }
            return checkout.Order.ToMessage();
        }
    }

    private static void EnsureEachSkuOnce(RepeatedField<Item> items)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (!seen.Add(items[i].Sku))
            {
                throw new ProblemException(ErrorCodes.InvalidRequest, "The SKU is in the order twice.", $"items[{i}].sku");
            }
        }
    }

    private async Task<IReadOnlyList<ItemAvailability>> VerifyAsync(CreateOrderRequest request, CancellationToken cancellationToken)
    {
        var options = new CallOptions(cancellationToken: cancellationToken);
        var asked = new CheckAvailabilityRequest();
        asked.Items.AddRange(request.Items.Select(item => new Item { Sku = item.Sku, Quantity = item.Quantity }));
        var user = users.GetUserAsync(new() { UserId = request.UserId }, options).ResponseAsync;
        var availability = inventory.CheckAvailabilityAsync(asked, options).ResponseAsync;
        try
        {
            await Task.WhenAll(user, availability);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.NotFound && user.IsFaulted)
        {
            throw new ProblemException(ErrorCodes.NotFound, "There is no such user.", "user_id", inner: exception);
        }

        return (await availability).Items;
    }

    private async Task<(OrderCheckout? Checkout, IdempotencyClaim? Earlier)> OpenAsync(
        Order order, CheckoutEvent first, IdempotencyKey? key, ProblemException? refusal, CancellationToken cancellationToken)
    {
        try
        {
            return await checkouts.OpenAsync(order, first, key, refusal, cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            // The commit's acknowledgement may be what was lost: read it back before anything else.
            if (await checkouts.FindAsync(order.OrderId, cancellationToken) is { } committed)
            {
                return (committed with { Leased = committed.State.Todo != CheckoutCommands.None }, null);
            }
            throw;
        }
    }

    private async Task<OrderCheckout?> RequestCancelAsync(Guid orderId, string reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var checkout = await CheckoutStore.LockAsync(connection, transaction, orderId, cancellationToken)
            ?? throw ProblemException.Unavailable("The order is in the hands of a newer version.");
        checkout.Order.EnsureCancelable(checkout.State);
        var step = CheckoutStep.Take(checkout, [new CheckoutEvent.CancelRequested(reason)], options);
        if (step.After.State == checkout.State)
        {
            return null;
        }
        var saved = await checkouts.SaveAsync(connection, transaction, step, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        runner.Tell(step);
        return saved is { Leased: true } ? saved : null;
    }

    private async Task<Contracts.V1.Order> RepeatAsync(
        IdempotencyClaim earlier, IdempotencyKey key, DateTimeOffset until, CancellationToken cancellationToken) =>
        Stored(earlier) ?? await OutcomeAsync(earlier.ResourceId, key, _ => false, until, cancellationToken)
        ?? throw new ProblemException(
            ErrorCodes.IdempotencyKeyInUse, "The order of this idempotency key is still under way.", retryAfter: TimeSpan.FromSeconds(1));

    // Nothing more happens before the buyer has done something, so that the answer is "pending" now.
    private static bool IsUpToBuyer(OrderCheckout checkout) => checkout.State.Phase == CheckoutPhase.AwaitingAction;

    // What every repeat gets, once the order is closed for the buyer; null if it is not until then, or if there is no use in waiting.
    private async Task<Contracts.V1.Order?> OutcomeAsync(
        Guid orderId, IdempotencyKey? key, Func<OrderCheckout, bool> isUseless, DateTimeOffset until, CancellationToken cancellationToken)
    {
        using var subscription = signals.Subscribe(orderId);
        while (true)
        {
            var checkout = await FindAsync(orderId, cancellationToken);
            if (checkout.Closed)
            {
                return key is not null && await checkouts.FindEarlierAsync(key, cancellationToken) is { } earlier
                    && Stored(earlier) is { } stored
                    ? stored
                    : Answer(checkout.Order);
            }

            if (isUseless(checkout) || !await WaitAsync(subscription, until, cancellationToken))
            {
                return null;
            }
        }
    }

    private static Contracts.V1.Order? Stored(IdempotencyClaim earlier) =>
        earlier.Problem is { } problem ? throw problem : earlier.Reply is { } reply ? Contracts.V1.Order.Parser.ParseFrom(reply) : null;

    private static Contracts.V1.Order Answer(Order order) => order.Failure switch
    {
        null => order.ToMessage(),
        { Code: ErrorCodes.Unavailable } failure => throw ProblemException.Unavailable(failure.Message),
        var failure => throw new ProblemException(failure.Code, failure.Message),
    };

    private async Task<OrderCheckout> FindAsync(Guid orderId, CancellationToken cancellationToken) =>
        await checkouts.FindAsync(orderId, cancellationToken)
            ?? throw new InvalidOperationException($"The order {orderId} has no checkout.");

    // False when there is no time left to wait, or when this replica stops.
    private async Task<bool> WaitAsync(OrderSignals.Subscription subscription, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var left = until - time.GetUtcNow();
        if (left <= TimeSpan.Zero || runner.Stopping.IsCancellationRequested)
        {
            return false;
        }
        await subscription.WaitAsync(left < LookAnyway ? left : LookAnyway, cancellationToken);
        return true;
    }

    private async Task<OrderCheckout?> TryWaitAsync(Task<OrderCheckout?> driven, DateTimeOffset until, CancellationToken cancellationToken)
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
