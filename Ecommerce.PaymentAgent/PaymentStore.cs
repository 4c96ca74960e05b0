using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.PaymentAgent;

/// <summary>What a request for a payment meets.</summary>
/// <param name="Payment">The payment; null if the stored reply says it all.</param>
/// <param name="IsNew">This call made it, and has to ask the provider.</param>
/// <param name="Reply">The reply that an earlier call under the same key got.</param>
internal sealed record PaymentIntent(Payment? Payment, bool IsNew = false, byte[]? Reply = null);

/// <summary>Payments in PostgreSQL. Locks are taken in one order: idempotency key, order, payment, refund.</summary>
internal sealed class PaymentStore(NpgsqlDataSource database, IdempotencyStore idempotency, TimeProvider time)
{
    private const int MostPayments = 100;

    /// <summary>Commits the intent to take a payment, unless the same request did before.</summary>
    /// <exception cref="ProblemException">
    /// <c>conflict</c>: the order's payment was voided, or it has another; <c>idempotency_key_reused</c>; or an earlier refusal under the
    /// key.
    /// </exception>
    public async Task<PaymentIntent> BeginAsync(PaymentRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var claim = key is null ? null : await idempotency.ClaimAsync(transaction, key, id, cancellationToken);
        if (claim?.Problem is { } problem)
        {
            throw problem;
        }

        if (claim?.Reply is { } reply)
        {
            return new(Payment: null, Reply: reply);
        }

        // A repeat takes no further lock: the payment's outcome may wait for the key's.
        var (voided, earlier) =
            await ReadOrderAsync(transaction, request.OrderId, lockOrder: claim is not { IsNew: false }, cancellationToken);
        var same = earlier.Find(payment => payment.TransactionId == claim?.ResourceId || (request.Key is { } k && payment.Key == k));
        if (same is not null)
        {
            same.EnsureSame(request);
            return new(same);
        }

        if (voided)
        {
            throw Payment.OrderVoided();
        }

        if (earlier.Exists(payment => payment.Status != PaymentStatus.Declined))
        {
            throw new ProblemException(ErrorCodes.Conflict, "The order has another payment.");
        }

        var inserted = await PaymentTable.InsertAsync(transaction, new()
        {
            TransactionId = id,
            OrderId = request.OrderId,
            UserId = request.UserId,
            Amount = request.Amount,
            Currency = request.Currency,
            Method = request.Method,
            Status = PaymentStatus.Pending,
            Key = request.Key,
            Idempotency = key,
            CreatedAt = now,
        }, Backoff.Lease, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(inserted, IsNew: true);
    }

    /// <summary>Writes what the provider said of a charge, with its ledger entry, its event and the caller's stored outcome.</summary>
    public async Task<Payment> LearnAsync(Guid transactionId, ChargeOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = (await PaymentTable.LockAsync(transaction, transactionId, cancellationToken))!;
        var after = before.Learn(outcome);
        if (after.Refundable > before.Refundable && after.VoidRequested)
        {
            after =
                await BeginReturnAsync(
                    transaction, after, RefundKind.Late, "Captured after the order's payment was voided.", now, cancellationToken);
        }

        if (after.Status == PaymentStatus.Voided && !after.Settled && now - after.CreatedAt > Backoff.LateCaptures)
        {
            after = after with { Settled = true };
        }

        // The key comes before the event: an event is the last thing that a transaction writes.
        if (after.Idempotency is { } key && after.Settled && !before.Settled && !after.VoidRequested)
        {
            await (after.Refusal() is { } refusal
                ? idempotency.CompleteAsync(transaction, key, refusal, cancellationToken)
                : idempotency.CompleteAsync(transaction, key, after.ToMessage(), cancellationToken));
        }

        await PaymentJournal.WriteAsync(transaction, before, after, refund: null, Backoff.After(after), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    /// <summary>
    /// Ends an order's payment: leaves the tombstone that refuses every later charge, and begins to return what was captured. Repeating it
    /// changes nothing.
    /// </summary>
    /// <returns>The payment as it is now; null if the order has none that took or may take money.</returns>
    public async Task<Payment?> VoidAsync(Guid orderId, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var tombstone = new NpgsqlCommand(
            """
            INSERT INTO payment_orders AS o (order_id, voided_at, void_reason) VALUES ($1, $2, $3)
            ON CONFLICT (order_id) DO UPDATE SET
                voided_at = coalesce(o.voided_at, excluded.voided_at), void_reason = coalesce(o.void_reason, excluded.void_reason)
            """,
            connection, transaction)
        {
            Parameters = { new() { Value = orderId }, new() { Value = now }, new() { Value = reason } },
        };
        await tombstone.ExecuteNonQueryAsync(cancellationToken);
        await using var find = new NpgsqlCommand(
            $"SELECT {PaymentTable.Columns} FROM payments WHERE order_id = $1 AND status <> 'declined' FOR UPDATE", connection, transaction)
        {
            Parameters = { new() { Value = orderId } },
        };
        var before = await PaymentTable.ReadOneAsync(find, cancellationToken);
        var after = before;
        if (before is { VoidRequested: false })
        {
            after = before.RequestVoid();
            if (after.Refundable > 0)
            {
                after = await BeginReturnAsync(transaction, after, RefundKind.Void, reason, now, cancellationToken);
            }

            await PaymentJournal.WriteAsync(transaction, before, after, refund: null, TimeSpan.Zero, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    /// <summary>Takes a payment that the provider has to be asked about; null if it is settled, not due, or somebody else's.</summary>
    public Task<Payment?> ClaimAsync(Guid transactionId, CancellationToken cancellationToken) =>
        ClaimAsync("transaction_id = $2 AND NOT settled AND next_attempt_at <= now()", new() { Value = transactionId }, cancellationToken);

    /// <summary>Takes the payment that is due for longest; null if none is.</summary>
    public Task<Payment?> ClaimDueAsync(CancellationToken cancellationToken) => ClaimAsync(
        """
        transaction_id = (
            SELECT transaction_id FROM payments WHERE NOT settled AND next_attempt_at <= now()
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        """, parameter: null, cancellationToken);

    /// <summary>Gives a payment back after the provider failed to answer.</summary>
    public async Task PostponeAsync(Payment payment, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "UPDATE payments SET next_attempt_at = now() + $2 WHERE transaction_id = $1 AND attempts = $3 AND NOT settled");
        command.Parameters.AddRange(
            (NpgsqlParameter[])[new() { Value = payment.TransactionId }, new() { Value = Backoff.After(payment) },
                new() { Value = payment.Attempts }]);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads a payment.</summary>
    /// <param name="transactionId">Which.</param>
    /// <param name="owner">If not null, only this user's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Payment?> FindAsync(Guid transactionId, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {PaymentTable.Columns} FROM payments WHERE transaction_id = $1 AND ($2 IS NULL OR user_id = $2)");
        command.Parameters.AddRange((NpgsqlParameter[])[new() { Value = transactionId }, PaymentTable.Uuid(owner)]);
        return await PaymentTable.ReadOneAsync(command, cancellationToken);
    }

    /// <summary>An order's payments, the first first; at most a hundred.</summary>
    public async Task<List<Payment>> ListAsync(Guid orderId, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT {PaymentTable.Columns} FROM payments WHERE order_id = $1 AND ($2 IS NULL OR user_id = $2)
            ORDER BY transaction_id LIMIT {MostPayments}
            """);
        command.Parameters.AddRange((NpgsqlParameter[])[new() { Value = orderId }, PaymentTable.Uuid(owner)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await PaymentTable.ReadAllAsync(reader, cancellationToken);
    }

    private async Task<Payment?> ClaimAsync(string condition, NpgsqlParameter? parameter, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            UPDATE payments SET attempts = attempts + 1, next_attempt_at = now() + $1 WHERE {condition}
            RETURNING {PaymentTable.Columns}
            """);
        command.Parameters.Add(new() { Value = Backoff.Lease });
        if (parameter is not null)
        {
            command.Parameters.Add(parameter);
        }

        return await PaymentTable.ReadOneAsync(command, cancellationToken);
    }

    private static async Task<(bool Voided, List<Payment> Payments)> ReadOrderAsync(
        NpgsqlTransaction transaction, Guid orderId, bool lockOrder, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new(lockOrder
            ? """
              INSERT INTO payment_orders (order_id) VALUES ($1) ON CONFLICT (order_id) DO UPDATE SET order_id = excluded.order_id
              RETURNING voided_at IS NOT NULL
              """
            : "SELECT voided_at IS NOT NULL FROM payment_orders WHERE order_id = $1")
        {
            Parameters = { new() { Value = orderId } },
        });
        batch.BatchCommands.Add(new($"SELECT {PaymentTable.Columns} FROM payments WHERE order_id = $1")
        {
            Parameters = { new() { Value = orderId } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var voided = reader.GetBoolean(0);
        await reader.NextResultAsync(cancellationToken);
        return (voided, await PaymentTable.ReadAllAsync(reader, cancellationToken));
    }

    // Everything that can still be given back of a voided payment.
    private static async Task<Payment> BeginReturnAsync(
        NpgsqlTransaction transaction, Payment payment, RefundKind kind, string reason, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        Refund refund = new()
        {
            RefundId = Guid.CreateVersion7(now),
            TransactionId = payment.TransactionId,
            Amount = payment.Refundable,
            Currency = payment.Currency,
            Reason = reason,
            Kind = kind,
            CreatedAt = now,
        };
        await RefundTable.InsertAsync(transaction, refund, TimeSpan.Zero, cancellationToken);
        return payment.BeginRefund(refund.Amount);
    }
}
