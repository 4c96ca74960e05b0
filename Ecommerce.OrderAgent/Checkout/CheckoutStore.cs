using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>
/// Checkouts, and through them their orders. Every write names the version that it read and fails on another; a checkout, its order, the
/// order's events and the idempotency key's outcome change in one transaction. Leases and deadlines go by the database's clock.
/// </summary>
internal sealed class CheckoutStore(NpgsqlDataSource database, IdempotencyStore idempotency, CheckoutOptions options)
{
    /// <summary>
    /// Records a new order with its checkout, leased to this replica unless it has ended already.
    /// </summary>
    /// <param name="order">As it was priced.</param>
    /// <param name="first">What begins the checkout: that it is due, or why it is refused.</param>
    /// <param name="key">The call's key.</param>
    /// <param name="refusal">What the caller is told, if it is refused.</param>
    /// <param name="cancellationToken">Ends the transaction.</param>
    /// <returns>The checkout; or what an earlier call under the key left, and nothing was recorded.</returns>
    public async Task<(OrderCheckout? Checkout, IdempotencyClaim? Earlier)> OpenAsync(
        Order order, CheckoutEvent first, IdempotencyKey? key, ProblemException? refusal, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (key is not null && await idempotency.ClaimAsync(transaction, key, order.OrderId, cancellationToken) is { IsNew: false } earlier)
        {
            return (null, earlier);
        }

        var state = CheckoutSaga.Decide(CheckoutState.Start, first).State;
        var facts = CheckoutHistory.Tell(CheckoutState.Start, state, first).ToList();
        var checkout = new OrderCheckout
        {
            Order = order.After(state, transactionId: null),
            State = state,
            Version = 1,
            Leased = state.Todo != CheckoutCommands.None,
            Idempotency = key,
            TraceParent = Activity.Current?.Id,
        };
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            CheckoutStatements.Insert(batch, checkout, facts, options);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var (createdAt, expiresAt) = (reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1));
            checkout = checkout with
            {
                Order = checkout.Order with { CreatedAt = createdAt, UpdatedAt = createdAt },
                ExpiresAt = expiresAt,
                DeadlineAt = checkout.State.Deadline == CheckoutDeadline.Checkout ? expiresAt : null,
            };
        }

        if (key is not null && refusal is not null)
        {
            await idempotency.CompleteAsync(transaction, key, refusal, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return (checkout, null);
    }

    /// <summary>What an earlier call under the key left; null if there was none.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>.</exception>
    public async Task<IdempotencyClaim?> FindEarlierAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // A claim that is rolled back is a look.
        var claim = await idempotency.ClaimAsync(transaction, key, Guid.Empty, cancellationToken);
        return claim.IsNew ? null : claim;
    }

    /// <summary>
    /// Takes checkouts that are due and that nobody holds, the longest due first. Rows of newer code are left alone, and rows that cannot
    /// be read are parked, so that their neighbours go on.
    /// </summary>
    public async Task<IReadOnlyList<OrderCheckout>> ClaimAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutStatements.Claim);
        command.Parameters.Add(NpgsqlDbType.Integer, CheckoutState.SchemaVersion);
        command.Parameters.Add(NpgsqlDbType.Integer, limit);
        command.Parameters.Add(NpgsqlDbType.Interval, options.Lease);
        List<OrderCheckout> claimed = [];
        List<(Guid Id, string Reason)> unreadable = [];
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                try
                {
                    claimed.Add(CheckoutStatements.Read(reader) with { Leased = true });
                }
                catch (Exception exception) when (exception is FormatException or InvalidCastException)
                {
                    unreadable.Add((reader.GetGuid(0), exception.Message));
                }
            }
        }

        foreach (var (id, reason) in unreadable)
        {
            await ParkAsync(id, reason, cancellationToken);
        }
        return claimed;
    }

    /// <summary>Reads a checkout; null if there is none.</summary>
    public async Task<OrderCheckout?> FindAsync(Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutStatements.Find);
        command.Parameters.Add(NpgsqlDbType.Uuid, orderId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? CheckoutStatements.Read(reader) : null;
    }

    /// <summary>Reads a checkout and keeps it for the transaction; null if there is none, or if it is newer code's.</summary>
    public static async Task<OrderCheckout?> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(CheckoutStatements.Lock, connection, transaction);
        command.Parameters.Add(NpgsqlDbType.Uuid, orderId);
        command.Parameters.Add(NpgsqlDbType.Integer, CheckoutState.SchemaVersion);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? CheckoutStatements.Read(reader) : null;
    }

    /// <summary>
    /// Commits a step. With work left and no pause the checkout stays leased; else it is let go of until the pause or the phase's
    /// deadline ends.
    /// </summary>
    /// <returns>The checkout as it is now; null if somebody else wrote it meanwhile, and nothing was changed.</returns>
    public async Task<OrderCheckout?> SaveAsync(CheckoutStep step, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (step.Outcome is null)
        {
            return await SaveAsync(connection, null, step, cancellationToken);
        }
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var saved = await SaveAsync(connection, transaction, step, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>As the other, in the caller's transaction.</summary>
    public async Task<OrderCheckout?> SaveAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, CheckoutStep step, CancellationToken cancellationToken)
    {
        OrderCheckout saved;
        await using (var command = CheckoutStatements.Save(step, options))
        {
            (command.Connection, command.Transaction) = (connection, transaction);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }
            saved = step.After with
            {
                Version = step.Before.Version + 1,
                DeadlineAt = reader.Nullable<DateTimeOffset>(0),
                DeadlinePassed = false,
                Order = step.After.Order with { Refunded = reader.GetInt64(1), UpdatedAt = reader.GetFieldValue<DateTimeOffset>(2) },
            };
        }

        if (step.Outcome is { } key)
        {
            await CompleteAsync(transaction!, key, saved.Order, cancellationToken);
        }
        return saved;
    }

    /// <summary>Keeps the leases of these checkouts; those that somebody else took meanwhile stay taken.</summary>
    public Task RenewAsync(IReadOnlyCollection<OrderCheckout> held, CancellationToken cancellationToken) =>
        LeaseAsync(CheckoutStatements.Renew, held, options.Lease, cancellationToken);

    /// <summary>Gives these checkouts back, so that another replica goes on at once.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<OrderCheckout> held, CancellationToken cancellationToken) =>
        LeaseAsync(CheckoutStatements.Release, held, null, cancellationToken);

    /// <summary>Makes a checkout due now, without a claim on it: a hint that its payment has moved.</summary>
    public static async Task HastenAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(CheckoutStatements.Hasten, connection, transaction);
        command.Parameters.Add(NpgsqlDbType.Uuid, orderId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Notes an unexpected exception and lets go for a pause.</summary>
    public async Task FaultAsync(OrderCheckout checkout, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutStatements.Fault);
        command.Parameters.Add(NpgsqlDbType.Uuid, checkout.Order.OrderId);
        command.Parameters.Add(NpgsqlDbType.Bigint, checkout.Version);
        command.Parameters.Add(NpgsqlDbType.Interval, pause);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a checkout out of the run until somebody looks at it.</summary>
    public async Task ParkAsync(Guid orderId, string reason, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CheckoutStatements.Park);
        command.Parameters.Add(NpgsqlDbType.Uuid, orderId);
        command.Parameters.Add(NpgsqlDbType.Text, reason);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task LeaseAsync(
        string statement, IReadOnlyCollection<OrderCheckout> held, TimeSpan? lease, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(statement);
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, held.Select(c => c.Order.OrderId).ToArray());
        command.Parameters.Add(NpgsqlDbType.Array | NpgsqlDbType.Bigint, held.Select(c => c.Version).ToArray());
        if (lease is not null)
        {
            command.Parameters.Add(NpgsqlDbType.Interval, lease);
        }
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // Only answers that stand for good are kept: 2xx and 422. A repeat after any other finds the order itself.
    private async Task CompleteAsync(
        NpgsqlTransaction transaction, IdempotencyKey key, Order order, CancellationToken cancellationToken)
    {
        if (order.Failure is not { } failure)
        {
            await idempotency.CompleteAsync(transaction, key, order.ToMessage(), cancellationToken);
        }
        else if (ErrorCodes.HttpStatus(failure.Code) == 422)
        {
            await idempotency.CompleteAsync(transaction, key, new ProblemException(failure.Code, failure.Message), cancellationToken);
        }
    }
}
