using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
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
    public async Task<RefundIntent> BeginAsync(RefundRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var claim = key is null ? null : await idempotency.ClaimAsync(connection, transaction, key, id, ct);
        if (claim?.Problem is { } problem)
        {
            throw problem;
        }

        if (claim?.Reply is { } reply)
        {
            return new(Refund: null, Reply: reply);
        }

        // A repeat takes no further lock: the refund's outcome may wait for the key's.
        if (claim is { IsNew: false } && await FindSameAsync(transaction, request, claim.ResourceId, ct) is { } repeated)
        {
            return new(repeated);
        }

        var before = (await PaymentTable.LockAsync(transaction, request.TransactionId, ct))!;
        if (await FindSameAsync(transaction, request, resourceId: null, ct) is { } earlier)
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
            await RefundTable.InsertAsync(transaction, refund, Backoff.Lease, ct);
            await PaymentJournal.WriteAsync(transaction, before, after, refund: null, TimeSpan.Zero, now, ct);
            await transaction.CommitAsync(ct);
            return new(refund, IsNew: true);
        }
        catch (ProblemException refusal) when (refusal.Code == ErrorCodes.RefundExceedsPayment && key is not null)
        {
            await idempotency.CompleteAsync(connection, transaction, key, refusal, ct);
            await transaction.CommitAsync(ct);
            throw;
        }
    }

    /// <summary>Writes what the provider said of a refund, with its ledger entry, its event and the caller's stored outcome.</summary>
    public async Task<Refund> LearnAsync(Refund refund, bool succeeded, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var payment = (await PaymentTable.LockAsync(transaction, refund.TransactionId, ct))!;
        var before = (await FindAsync(transaction, refund.RefundId, ct))!;
        if (!before.IsPending)
        {
            return before;
        }

        var after = succeeded ? before with { Status = RefundStatus.Succeeded } : before.Refuse(payment);
        await RefundTable.UpdateAsync(transaction, after, Backoff.After(after), ct);
        if (after.Idempotency is { } key && !after.IsPending)
        {
            await idempotency.CompleteAsync(connection, transaction, key, after.ToMessage(), ct);
        }

        var changed = after.Status switch
        {
            RefundStatus.Succeeded => payment.CompleteRefund(after.Amount),
            RefundStatus.Failed => payment.AbandonRefund(after.Amount),
            _ => payment,
        };
        await PaymentJournal.WriteAsync(transaction, payment, changed, after, Backoff.After(changed), now, ct);
        await transaction.CommitAsync(ct);
        return after;
    }

    /// <summary>Takes a refund that the provider has to be asked for; null if it is done, not due, or somebody else's.</summary>
    public Task<Refund?> ClaimAsync(Guid refundId, CancellationToken ct) =>
        ClaimAsync("r.refund_id = $2 AND r.status = 'pending' AND r.next_attempt_at <= now()", refundId, ct);

    /// <summary>Takes the refund that is due for longest; null if none is.</summary>
    public Task<Refund?> ClaimDueAsync(CancellationToken ct) => ClaimAsync(
        """
        r.refund_id = (
            SELECT refund_id FROM refunds WHERE status = 'pending' AND next_attempt_at <= now()
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        """, id: null, ct);

    /// <summary>Gives a refund back after the provider failed to answer.</summary>
    public async Task PostponeAsync(Refund refund, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "UPDATE refunds SET next_attempt_at = now() + $2 WHERE refund_id = $1 AND attempts = $3 AND status = 'pending'");
        command.Parameters.AddRange(
            (NpgsqlParameter[])[new() { Value = refund.RefundId }, new() { Value = Backoff.After(refund) }, new() { Value = refund.Attempts }]);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Reads a refund.</summary>
    public async Task<Refund?> FindAsync(Guid refundId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await FindAsync(connection, transaction: null, refundId, ct);
    }

    /// <summary>A payment's refunds that are on their way.</summary>
    public async Task<List<Refund>> ListPendingAsync(Guid transactionId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"SELECT {RefundTable.Columns} FROM {Source} WHERE r.transaction_id = $1 AND r.status = 'pending'");
        command.Parameters.Add(new() { Value = transactionId });
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<Refund> refunds = [];
        while (await reader.ReadAsync(ct))
        {
            refunds.Add(RefundTable.Read(reader));
        }

        return refunds;
    }

    private static Task<Refund?> FindAsync(NpgsqlTransaction transaction, Guid refundId, CancellationToken ct) =>
        FindAsync(transaction.Connection!, transaction, refundId, ct);

    private static async Task<Refund?> FindAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid refundId, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {RefundTable.Columns} FROM {Source} WHERE refund_id = $1", connection, transaction)
        {
            Parameters = { new() { Value = refundId } },
        };
        return await RefundTable.ReadOneAsync(command, ct);
    }

    private static async Task<Refund?> FindSameAsync(
        NpgsqlTransaction transaction, RefundRequest request, Guid? resourceId, CancellationToken ct)
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
        var same = await RefundTable.ReadOneAsync(command, ct);
        same?.EnsureSame(request.Amount, request.Reason);
        return same;
    }

    private async Task<Refund?> ClaimAsync(string condition, Guid? id, CancellationToken ct)
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

        return await RefundTable.ReadOneAsync(command, ct);
    }
}
