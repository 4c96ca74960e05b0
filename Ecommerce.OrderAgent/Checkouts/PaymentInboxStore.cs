using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// Applies the payment agent's events: each once, in one transaction with the position in their stream. One replica leads, by a lease of
/// the database's clock; one that lost the lease changes nothing any more.
/// </summary>
internal sealed class PaymentInboxStore(
    NpgsqlDataSource database, CheckoutStore checkouts, CheckoutOptions options, TimeProvider time, ILogger<PaymentInboxStore> logger)
{
    private const string Savepoint = "park";

    private readonly Guid _replica = Guid.CreateVersion7(time.GetUtcNow());

    // Up to this event none has to be applied. It is written with the next event that changes something, or with the lease: an event that
    // is read again after a crash changes nothing again.
    private long _position;

    /// <summary>Makes this replica the one that applies events, unless another is.</summary>
    /// <returns>The last event that was applied, 0 if none was; null while another replica leads.</returns>
    public async Task<long?> LeadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentInboxSql.Lead).With(_replica).With(options.Lease);
        var after = (long?)await command.ExecuteScalarAsync(cancellationToken);
        Volatile.Write(ref _position, after ?? 0);
        return after;
    }

    /// <summary>Leads on; false if another replica does.</summary>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentInboxSql.Renew)
            .With(_replica).With(options.Lease).With(Volatile.Read(ref _position));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Leads no longer, so that another replica can at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentInboxSql.Release)
            .With(_replica).With(Volatile.Read(ref _position));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The event up to which none has to be applied, whichever replica leads; 0 if none was.</summary>
    public async Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentInboxSql.Position);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// Applies events in their order, each in a transaction of its own; captures that the saga has learned of from the payment's reply are
    /// recognized together and write nothing.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <param name="apply">Applies the one event that has to be.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ApplyAsync(
        IReadOnlyList<PaymentEvent> events, Func<PaymentEvent, Task> apply, CancellationToken cancellationToken)
    {
        var learned = await HaveLearnedAsync(events, cancellationToken);
        foreach (var happened in events)
        {
            if (!IsCapture(happened) || !Guid.TryParse(happened.OrderId, out var orderId) || !learned.Contains(orderId))
            {
                await apply(happened);
            }

            Volatile.Write(ref _position, happened.EventId);
        }
    }

    /// <summary>Whether the event only tells what the payment's reply also tells.</summary>
    public static bool IsCapture(PaymentEvent happened) => happened.Type == "captured";

    /// <summary>Applies an event; one that was applied before, or whose order is not here, changes nothing.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <returns>The saga's step and its checkout; null if it made none.</returns>
    /// <exception cref="ProblemException"><c>unavailable</c>: newer code has to apply it, or another replica leads.</exception>
    public async Task<(CheckoutStep? Step, Checkout? Saved)> ApplyAsync(PaymentEvent happened, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var applied = await ApplyAsync(transaction, happened, cancellationToken);
        await MoveCursorAsync(transaction, happened.EventId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return applied;
    }

    /// <summary>Applies, in the caller's transaction, the events of an order that were left out.</summary>
    /// <returns>How many there were, the saga's steps that followed, and the checkout after these; null if there were none.</returns>
    /// <exception cref="ProblemException"><c>unavailable</c>: newer code has to apply them.</exception>
    public async Task<(int Events, IReadOnlyList<CheckoutStep> Steps, Checkout? Saved)> ApplyKeptAsync(
        NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var take = transaction.CreateCommand(PaymentInboxSql.TakeKept).With(orderId);
        var kept = await take.ReadAllAsync(
            reader => PaymentEvent.Parser.ParseFrom(reader.GetFieldValue<byte[]>(0)), cancellationToken);
        List<CheckoutStep> steps = [];
        Checkout? last = null;
        foreach (var happened in kept.OrderBy(happened => happened.EventId))
        {
            if (await ApplyAsync(transaction, happened, cancellationToken) is ({ } step, var saved))
            {
                steps.Add(step);
                last = saved;
            }
        }

        return (kept.Count, steps, last);
    }

    private async Task<(CheckoutStep? Step, Checkout? Saved)> ApplyAsync(
        NpgsqlTransaction transaction, PaymentEvent happened, CancellationToken cancellationToken)
    {
        var orderId = Guid.Parse(happened.OrderId);
        // Every writer locks the checkout before the order.
        var checkout = await checkouts.LockAsync(transaction, orderId, cancellationToken);
        CheckoutStep? step = null;
        if (checkout is not null)
        {
            await CheckoutStore.HastenAsync(transaction, orderId, cancellationToken);
            step = Decide(checkout, await EventAsync(transaction, checkout, happened, cancellationToken));
        }
        else if (await IsKnownAsync(transaction, orderId, cancellationToken))
        {
            throw ProblemException.Unavailable(
                $"Payment event {happened.EventId} waits for a newer version, which is processing order {orderId}.");
        }

        return (step, step is null ? null : await checkouts.SaveAsync(transaction, step, cancellationToken));
    }

    /// <summary>
    /// Leaves out an event that cannot be applied, keeps it for <see cref="ApplyKeptAsync"/>, and parks its order's checkout for an
    /// operator to look at.
    /// </summary>
    /// <returns>Whether there is one and it is parked: what fails the event may fail this too.</returns>
    /// <exception cref="ProblemException"><c>unavailable</c>: another replica leads.</exception>
    public async Task<bool> SkipAsync(PaymentEvent happened, string reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var parked = false;
        if (Guid.TryParse(happened.OrderId, out var orderId))
        {
            await using var keep = transaction.CreateCommand(PaymentInboxSql.Keep)
                .With(happened.EventId).With(orderId).With(happened.ToByteArray());
            await keep.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.SaveAsync(Savepoint, cancellationToken);
        try
        {
            parked = await ParkAsync(transaction, orderId, $"payment event {happened.EventId}: {reason}", cancellationToken);
        }
        catch (PostgresException exception) when (!DatabaseProblems.IsOutage(exception))
        {
            await transaction.RollbackAsync(Savepoint, cancellationToken);
        }

        await MoveCursorAsync(transaction, happened.EventId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return parked;
    }

    private static async Task<bool> ParkAsync(
        NpgsqlTransaction transaction, Guid orderId, string reason, CancellationToken cancellationToken)
    {
        await using var park = transaction.CreateCommand(CheckoutSql.Park).With(orderId).With((long?)null).With(reason);
        return await park.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private async Task<HashSet<Guid>> HaveLearnedAsync(IReadOnlyList<PaymentEvent> events, CancellationToken cancellationToken)
    {
        var orders = events.Where(IsCapture).Select(happened => Guid.TryParse(happened.OrderId, out var id) ? id : Guid.Empty).ToArray();
        if (orders.Length == 0)
        {
            return [];
        }

        await using var command = database.CreateCommand(PaymentInboxSql.HaveLearned).With(orders).With(options.SchemaVersion);
        return [.. await command.ReadAllAsync(reader => reader.GetGuid(0), cancellationToken)];
    }

    private async Task MoveCursorAsync(NpgsqlTransaction transaction, long eventId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(PaymentInboxSql.MoveCursor).With(eventId).With(_replica);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw ProblemException.Unavailable("Another replica applies the payment events.");
        }
    }

    private static async Task<bool> IsKnownAsync(NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(PaymentInboxSql.IsKnown).With(orderId);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private CheckoutStep? Decide(Checkout checkout, CheckoutEvent? e)
    {
        if (e is null)
        {
            return null;
        }

        var step = CheckoutStep.Take(checkout, [e], options);
        return step.ChangesIntent || step.After.State != checkout.State ? step : null;
    }

    // An event is read once, so that what it says of a capture has to reach the saga in every phase that has to know: also in one that ends
    // a refused order, which asks for the payment no more.
    private async Task<CheckoutEvent?> EventAsync(
        NpgsqlTransaction transaction, Checkout checkout, PaymentEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Type is "refunded" or "voided"
            && Money.TryParse(happened.Amount, checkout.Order.Currency, out var amount) && amount > 0)
        {
            return await BookAsync(transaction, checkout, happened, amount, cancellationToken);
        }

        return happened.Status == PaymentStatus.Captured ? new CheckoutEvent.Captured(Guid.Parse(happened.TransactionId)) : null;
    }

    private async Task<CheckoutEvent?> BookAsync(
        NpgsqlTransaction transaction, Checkout checkout, PaymentEvent happened, long amount, CancellationToken cancellationToken)
    {
        if (checkout.Order.Refunded + amount > checkout.Order.Total
            && !await IsBookedAsync(transaction, happened.EventId, cancellationToken))
        {
            Log.RefundRefused(logger, happened.EventId, happened.Amount, happened.OrderId);
            return null;
        }

        await using var command = transaction.CreateCommand(PaymentInboxSql.Book)
            .With(happened.EventId).With(checkout.Order.OrderId).With(amount).With(happened.Amount);
        return await command.ExecuteScalarAsync(cancellationToken) is true ? new CheckoutEvent.Repaid() : null;
    }

    private static async Task<bool> IsBookedAsync(NpgsqlTransaction transaction, long eventId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(PaymentInboxSql.IsBooked).With(eventId);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
