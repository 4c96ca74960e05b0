using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.PaymentAgent;

/// <summary>What a caller wants given back.</summary>
/// <param name="TransactionId">Of which payment; it exists.</param>
/// <param name="Amount">In the currency's minor units; null for all that is left.</param>
/// <param name="Reason">For people.</param>
/// <param name="Key">The caller's key for this refund; null without one.</param>
internal sealed record RefundRequest(Guid TransactionId, long? Amount, string Reason, string? Key);

/// <summary>What a request for a refund meets; see <see cref="PaymentIntent"/>.</summary>
internal sealed record RefundIntent(Refund? Refund, bool IsNew = false, byte[]? Reply = null);

/// <summary>Refunds in PostgreSQL, always under the lock of their payment's row.</summary>
internal sealed class RefundStore(NpgsqlDataSource database, IdempotencyStore idempotency, TimeProvider time)
{
    private const string Source = "refunds AS r JOIN payments AS p USING (transaction_id)";

    /// <summary>Promises the amount to the caller and commits the intent to give it back, unless the same request did before.</summary>
    /// <exception cref="ProblemException">
    /// <c>conflict</c>: not captured yet; <c>refund_exceeds_payment</c>; <c>idempotency_key_reused</c>.
    /// </exception>
    public async Task<RefundIntent> BeginAsync(RefundRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
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
            return new(Refund: null, Reply: reply);
        }

        // A repeat takes no further lock: the refund's outcome may wait for the key's.
        if (claim is { IsNew: false } && await FindSameAsync(transaction, request, claim.ResourceId, cancellationToken) is { } repeated)
        {
            return new(repeated);
        }

        var before = (await PaymentTable.LockAsync(transaction, request.TransactionId, cancellationToken))!;
        if (await FindSameAsync(transaction, request, resourceId: null, cancellationToken) is { } earlier)
        {
            return new(earlier);
        }

        try
        {
            Refund refund = new()
            {
                RefundId = id,
                TransactionId = request.TransactionId,
                Amount = request.Amount ?? before.Refundable,
                Currency = before.Currency,
                Reason = request.Reason,
                Kind = RefundKind.Refund,
                Key = request.Key,
                Idempotency = key,
                CreatedAt = now,
            };
            var after = before.BeginRefund(refund.Amount);
            await RefundTable.InsertAsync(transaction, refund, Backoff.Lease, cancellationToken);
            await PaymentJournal.WriteAsync(transaction, before, after, refund: null, TimeSpan.Zero, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new(refund, IsNew: true);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.RefundExceedsPayment && key is not null)
        {
            await idempotency.CompleteAsync(transaction, key, exception, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>Writes what the provider said of a refund, with its ledger entry, its event and the caller's stored outcome.</summary>
    public async Task<Refund> LearnAsync(Refund refund, bool succeeded, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var payment = (await PaymentTable.LockAsync(transaction, refund.TransactionId, cancellationToken))!;
        var before = (await FindAsync(transaction, refund.RefundId, cancellationToken))!;
        if (!before.IsPending)
        {
            return before;
        }

        var after = succeeded ? before with { Status = RefundStatus.Succeeded } : before.Refuse(payment);
        await RefundTable.UpdateAsync(transaction, after, Backoff.After(after), cancellationToken);
        if (after.Idempotency is { } key && !after.IsPending)
        {
            await idempotency.CompleteAsync(transaction, key, after.ToMessage(), cancellationToken);
        }

        var changed = after.Status switch
        {
            RefundStatus.Succeeded => payment.CompleteRefund(after.Amount),
            RefundStatus.Failed => payment.AbandonRefund(after.Amount),
            _ => payment,
        };
        await PaymentJournal.WriteAsync(transaction, payment, changed, after, Backoff.After(changed), now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    /// <summary>Takes a refund that the provider has to be asked for; null if it is done, not due, or somebody else's.</summary>
    public Task<Refund?> ClaimAsync(Guid refundId, CancellationToken cancellationToken) =>
        ClaimAsync("r.refund_id = $2 AND r.status = 'pending' AND r.next_attempt_at <= now()", refundId, cancellationToken);

    /// <summary>Takes the refund that is due for longest; null if none is.</summary>
    public Task<Refund?> ClaimDueAsync(CancellationToken cancellationToken) => ClaimAsync(
        """
        r.refund_id = (
            SELECT refund_id FROM refunds WHERE status = 'pending' AND next_attempt_at <= now()
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        """, id: null, cancellationToken);

    /// <summary>Gives a refund back after the provider failed to answer.</summary>
    public async Task PostponeAsync(Refund refund, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "UPDATE refunds SET next_attempt_at = now() + $2 WHERE refund_id = $1 AND attempts = $3 AND status = 'pending'");
        command.Parameters.AddRange(
            (NpgsqlParameter[])[new() { Value = refund.RefundId }, new() { Value = Backoff.After(refund) },
                new() { Value = refund.Attempts }]);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads a refund.</summary>
    public async Task<Refund?> FindAsync(Guid refundId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, transaction: null, refundId, cancellationToken);
    }

    /// <summary>A payment's refunds that are on their way.</summary>
    public async Task<List<Refund>> ListPendingAsync(Guid transactionId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {RefundTable.Columns} FROM {Source} WHERE r.transaction_id = $1 AND r.status = 'pending'");
        command.Parameters.Add(new() { Value = transactionId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Refund> refunds = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            refunds.Add(RefundTable.Read(reader));
        }

        return refunds;
    }

    private static Task<Refund?> FindAsync(NpgsqlTransaction transaction, Guid refundId, CancellationToken cancellationToken) =>
        FindAsync(transaction.Connection!, transaction, refundId, cancellationToken);

    private static async Task<Refund?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid refundId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {RefundTable.Columns} FROM {Source} WHERE refund_id = $1", connection, transaction)
        {
            Parameters = { new() { Value = refundId } },
        };
        return await RefundTable.ReadOneAsync(command, cancellationToken);
    }

    private static async Task<Refund?> FindSameAsync(
        NpgsqlTransaction transaction, RefundRequest request, Guid? resourceId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {RefundTable.Columns} FROM {Source} WHERE refund_id = $1 OR (transaction_id = $2 AND r.idempotency_key = $3)",
            transaction.Connection, transaction)
        {
            Parameters =
            {
                PaymentTable.Uuid(resourceId),
                new() { Value = request.TransactionId },
                PaymentTable.Text(request.Key),
            },
        };
        var same = await RefundTable.ReadOneAsync(command, cancellationToken);
        same?.EnsureSame(request.Amount, request.Reason);
        return same;
    }

    private async Task<Refund?> ClaimAsync(string condition, Guid? id, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            UPDATE refunds AS r SET attempts = r.attempts + 1, next_attempt_at = now() + $1
            FROM payments AS p WHERE p.transaction_id = r.transaction_id AND {condition}
            RETURNING {RefundTable.Columns}
            """);
        command.Parameters.Add(new() { Value = Backoff.Lease });
        if (id is { } value)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await RefundTable.ReadOneAsync(command, cancellationToken);
    }
}
