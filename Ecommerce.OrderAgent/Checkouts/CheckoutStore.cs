using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>
/// Checkouts, and through them their orders. Every write names the version that it read and fails on another; a checkout, its order, the
/// order's events and the idempotency key's outcome change in one transaction. Leases and deadlines go by the database's clock.
/// </summary>
internal sealed class CheckoutStore(
    NpgsqlDataSource database, CheckoutOptions options, TimeProvider time, ILogger<CheckoutStore> logger)
{
    /// <summary>Records a new order with its checkout, leased to this replica unless it has ended already.</summary>
    /// <param name="order">The order as it was priced.</param>
    /// <param name="first">What begins the checkout: that it is due, or why it is refused.</param>
    /// <param name="key">The call's idempotency key.</param>
    /// <param name="problem">The caller's answer, if the order is refused.</param>
    /// <param name="cancellationToken">Ends the transaction.</param>
    /// <returns>The checkout; or what an earlier call under the key left, if there was one: then nothing is recorded.</returns>
    public async Task<(Checkout? Checkout, IdempotencyClaim? Earlier)> OpenAsync(
        Order order, CheckoutEvent first, IdempotencyKey? key, ProblemException? problem, CancellationToken cancellationToken)
    {
        var state = CheckoutSaga.Decide(CheckoutState.Start, first);
        var facts = CheckoutHistory.FactsOf(CheckoutState.Start, state, first).ToList();
        var checkout = new Checkout
        {
            Order = order.After(state.OrderStatus, state.Failure, transactionId: null),
            State = state,
            Version = 1,
            Leased = state.Todo != CheckoutCommands.None,
            Idempotency = key,
            TraceParent = Activity.Current?.Id,
        };
        await using var batch = database.CreateBatch();
        CheckoutWrites.Insert(batch, checkout, facts, problem, options, time.GetUtcNow());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetNullable<DateTimeOffset>(0) is not { } createdAt)
        {
            return (null, IdempotencySql.Read(reader, 2, key!, order.OrderId));
        }

        var expiresAt = reader.GetFieldValue<DateTimeOffset>(1);
        await reader.CommittedAsync(cancellationToken);
        ChangeRecord.Committed();
        return (checkout with
        {
            Order = checkout.Order with { CreatedAt = createdAt, UpdatedAt = createdAt },
            ExpiresAt = expiresAt,
            DeadlineAt = state.Deadline == CheckoutDeadline.Checkout ? expiresAt : null,
        }, null);
    }

    /// <summary>
    /// Takes checkouts that are due and that no replica holds, the longest due first. Rows of newer code are left alone, and rows that
    /// cannot be read are parked, so that the others go on.
    /// </summary>
    public async Task<IReadOnlyList<Checkout>> ClaimAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutSql.Claim)
            .With(options.SchemaVersion).With(limit).With(options.Lease);
        List<Checkout> claimed = [];
        List<(Guid Id, long Version, Exception Cause)> unreadable = [];
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                try
                {
                    claimed.Add(CheckoutSql.Read(reader) with { Leased = true });
                }
                catch (Exception exception) when (exception is FormatException or InvalidCastException)
                {
                    unreadable.Add((reader.GetGuid(0), reader.GetInt64(1), exception));
                }
            }
        }

        foreach (var (id, version, cause) in unreadable)
        {
            await ParkAsync(id, version, cause, cancellationToken);
        }

        return claimed;
    }

    /// <summary>Reads a checkout; null if there is none.</summary>
    public async Task<Checkout?> FindAsync(Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutSql.Find).With(orderId);
        return (await command.ReadAllAsync(CheckoutSql.Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Reads a checkout and locks it for the transaction; null if there is none, or if newer code wrote it.</summary>
    public async Task<Checkout?> LockAsync(NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(CheckoutSql.Lock).With(orderId).With(options.SchemaVersion);
        return (await command.ReadAllAsync(CheckoutSql.Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// Commits a step. With work left and no pause the checkout stays leased; else it is let go of until the pause or the phase's
    /// deadline ends.
    /// </summary>
    /// <returns>The checkout as it is now; null if another replica wrote it meanwhile: then nothing is changed.</returns>
    public async Task<Checkout?> SaveAsync(CheckoutStep step, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        return await SaveAsync(batch, step, cancellationToken);
    }

    /// <summary>Writes a step in the caller's transaction, as <see cref="SaveAsync(CheckoutStep, CancellationToken)"/> does.</summary>
    public async Task<Checkout?> SaveAsync(NpgsqlTransaction transaction, CheckoutStep step, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        return await SaveAsync(batch, step, cancellationToken);
    }

    /// <summary>Commits the buyer's cancel.</summary>
    /// <returns>The step and the checkout after it; null if the cancel changes nothing.</returns>
    /// <exception cref="ProblemException">
    /// <c>not_cancelable</c>: the order has ended otherwise. <c>unavailable</c>: newer code is working on it.
    /// </exception>
    /// <exception cref="PoisonedCheckoutException">The saga cannot decide on it; the checkout is parked.</exception>
    public async Task<(CheckoutStep? Step, Checkout? Saved)> CancelAsync(Guid orderId, string reason, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var checkout = await LockAsync(transaction, orderId, cancellationToken)
            ?? throw ProblemException.Unavailable("The order is being processed by a newer version.");
        checkout.Order.EnsureCancelable(checkout.State.CancelRequested);
        CheckoutStep step;
        try
        {
            step = CheckoutStep.Take(checkout, [new CheckoutEvent.CancelRequested(reason)], options);
        }
        catch (PoisonedCheckoutException exception) when (checkout.ParkedReason is null)
        {
            // Its row is locked here.
            await transaction.RollbackAsync(cancellationToken);
            await ParkAsync(orderId, checkout.Version, exception.InnerException!, cancellationToken);
            throw;
        }

        if (step.After.State == checkout.State)
        {
            return (null, null);
        }

        await ChangeRecord.WriteAsync(transaction, cancellationToken);
        var saved = await SaveAsync(transaction, step, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        ChangeRecord.Committed();
        return (step, saved);
    }

    /// <summary>Renews the leases of these checkouts, except those that another replica took meanwhile.</summary>
    public async Task RenewAsync(IReadOnlyCollection<Checkout> held, CancellationToken cancellationToken)
    {
        await using var command = Of(held, CheckoutSql.Renew).With(options.Lease);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Releases these checkouts, so that another replica can continue at once.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<Checkout> held, CancellationToken cancellationToken)
    {
        await using var command = Of(held, CheckoutSql.Release);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Makes a checkout due now, without a claim on it: a hint that its payment has moved.</summary>
    public static async Task HastenAsync(NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(CheckoutSql.Hasten).With(orderId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Counts an unexpected exception and lets go for a pause.</summary>
    public async Task FaultAsync(Checkout checkout, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutSql.Fault).With(checkout.Order.OrderId).With(checkout.Version).With(pause);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Excludes a checkout from all work until an operator looks at it, unless another replica wrote it meanwhile.</summary>
    public async Task ParkAsync(Guid orderId, long version, Exception exception, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutSql.Park).With(orderId).With((long?)version).With(exception.Message);
        if (await command.ExecuteNonQueryAsync(cancellationToken) > 0)
        {
            Log.Parked(logger, exception, orderId, exception.Message);
            CheckoutTelemetry.Parked.Add(1);
        }
    }

    private NpgsqlCommand Of(IReadOnlyCollection<Checkout> held, string statement) => database.CreateCommand(statement)
        .With(held.Select(checkout => checkout.Order.OrderId).ToArray()).With(held.Select(checkout => checkout.Version).ToArray());

    private async Task<Checkout?> SaveAsync(NpgsqlBatch batch, CheckoutStep step, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        step = step.At(now);
        var outcome = OutcomeOf(step);
        CheckoutWrites.Save(batch, step, outcome, options, now);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var saved = step.After with
        {
            Version = step.Before.Version + 1,
            DeadlineAt = reader.GetNullable<DateTimeOffset>(0),
            DeadlinePassed = false,
            // The buyer is answered what was stored, even if a refund was booked meanwhile.
            Order = outcome is not null ? step.After.Order
                : step.After.Order with { Refunded = reader.GetInt64(1), UpdatedAt = reader.GetFieldValue<DateTimeOffset>(2) },
        };
        await reader.CommittedAsync(cancellationToken);
        return saved;
    }

    // Only answers that are final are stored: 2xx and 422. A repeat after any other finds the order itself.
    private static IdempotencyOutcome? OutcomeOf(CheckoutStep step) => (step.Outcome, step.After.Order) switch
    {
        (null, _) => null,
        ({ } key, { Failure: null } order) => IdempotencyOutcome.Of(key, order.ToMessage(), order.OrderId),
        ({ } key, { Failure: var failure } order) when ErrorCodes.HttpStatus(failure.Code) == 422 =>
            IdempotencyOutcome.Of(key, new ProblemException(failure.Code, failure.Message), order.OrderId),
        _ => null,
    };
}
