using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.PaymentAgent.Refunds;

/// <summary>The result of beginning a refund; see <see cref="PaymentIntent"/>.</summary>
internal sealed record RefundIntent(Refund? Refund, bool IsNew = false, Contracts.V1.Refund? Reply = null);

/// <summary>Refunds in PostgreSQL, always written under the lock of their payment's row.</summary>
internal sealed class RefundStore(NpgsqlDataSource database, IdempotencyStore idempotency, TimeProvider time)
{
    /// <summary>Promises the amount to the caller and commits the intent to refund it, unless the same request did before.</summary>
    /// <exception cref="ProblemException">
    /// <c>conflict</c>: not captured yet; <c>refund_exceeds_payment</c>; <c>idempotency_key_reused</c>.
    /// </exception>
    public async Task<RefundIntent> BeginAsync(RefundRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var unit = await idempotency.BeginAsync(key, id, cancellationToken);
        var (transaction, claim) = (unit.Transaction, unit.Claim);
        if (claim?.Replay<Contracts.V1.Refund>() is { } reply)
        {
            return new(Refund: null, Reply: reply);
        }

        // A repeat takes no further lock: the refund's outcome may wait for the key's.
        if (claim is { IsNew: false } && await FindSameAsync(transaction, request, claim.ResourceId, cancellationToken) is { } repeated)
        {
            return new(repeated);
        }

        var before = await PaymentStore.LockAsync(transaction, request.TransactionId, cancellationToken);
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
                CreatedAt = now.InMicroseconds(),
                Charge = before.Charge,
            };
            var after = before.BeginRefund(refund.Amount);
            await using var insert = RefundSql.Insert(transaction, refund, ProviderWork.Lease);
            await insert.ExecuteNonQueryAsync(cancellationToken);
            await PaymentJournal.WriteAsync(transaction, before, after, refund: null, TimeSpan.Zero, outcome: null, now, cancellationToken);
            await ChangeRecord.WriteAsync(transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            ChangeRecord.Committed();
            return new(refund, IsNew: true);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.RefundExceedsPayment && key is not null)
        {
            await idempotency.CompleteAsync(transaction, IdempotencyOutcome.Of(key, exception), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>Writes the provider's answer about a refund, with its ledger entry, its event and the caller's stored outcome.</summary>
    public async Task<Refund> LearnAsync(Refund refund, RefundOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var payment = await PaymentStore.LockAsync(transaction, refund.TransactionId, cancellationToken);
        await using var find = transaction.CreateCommand(RefundSql.Find).With(refund.RefundId);
        var before = (await find.ReadOneAsync(RefundSql.Read, cancellationToken))!;
        // An answer under an earlier key says nothing of this one.
        if (!before.IsPending || before.Round != refund.Round)
        {
            return before;
        }

        var after = before.Learn(outcome, payment.VoidRequested);
        await using var update = RefundSql.Update(transaction, after);
        await update.ExecuteNonQueryAsync(cancellationToken);
        var stored = after.Idempotency is { } key && !after.IsPending
            ? IdempotencyOutcome.Of(key, after.ToMessage(), after.RefundId) : null;
        var changed = after.Status switch
        {
            RefundStatus.Succeeded => payment.CompleteRefund(after.Amount),
            RefundStatus.Failed => payment.AbandonRefund(after.Amount),
            _ => payment,
        };
        await PaymentJournal.WriteAsync(transaction, payment, changed, after, changed.RetryDelay, stored, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return after;
    }

    /// <summary>Takes a refund that the provider has to be asked for; null if it is done, not due, or taken by another.</summary>
    public async Task<Refund?> ClaimAsync(Guid refundId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(RefundSql.Claim).With(ProviderWork.Lease).With(refundId);
        return await command.ReadOneAsync(RefundSql.Read, cancellationToken);
    }

    /// <summary>Takes the refund that is due for longest; null if none is.</summary>
    public async Task<Refund?> ClaimDueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(RefundSql.ClaimDue).With(ProviderWork.Lease);
        return await command.ReadOneAsync(RefundSql.Read, cancellationToken);
    }

    /// <summary>Releases a refund after the provider failed to answer.</summary>
    public async Task PostponeAsync(Refund refund, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(RefundSql.Postpone)
            .With(refund.RefundId).With(pause).With(refund.Attempts);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads a refund; null if there is none.</summary>
    public async Task<Refund?> FindAsync(Guid refundId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(RefundSql.Find).With(refundId);
        return await command.ReadOneAsync(RefundSql.Read, cancellationToken);
    }

    /// <summary>A payment's refunds that are on their way.</summary>
    public async Task<List<Refund>> ListPendingAsync(Guid transactionId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(RefundSql.ListPending).With(transactionId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Refund> refunds = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            refunds.Add(RefundSql.Read(reader));
        }

        return refunds;
    }

    private static async Task<Refund?> FindSameAsync(
        NpgsqlTransaction transaction, RefundRequest request, Guid? resourceId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(RefundSql.FindSame)
            .With(resourceId).With(request.TransactionId).With(request.Key);
        var same = await command.ReadOneAsync(RefundSql.Read, cancellationToken);
        same?.EnsureSame(request);
        return same;
    }
}
