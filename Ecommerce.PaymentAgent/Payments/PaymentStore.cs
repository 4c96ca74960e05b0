using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Npgsql;

namespace Ecommerce.PaymentAgent.Payments;

/// <summary>Payments in PostgreSQL. Locks are taken in one order: idempotency key, order, payment, refund.</summary>
internal sealed class PaymentStore(NpgsqlDataSource database, IdempotencyStore idempotency, TimeProvider time)
{
    private const int MaxPayments = 100;

    // Longer than the provider needs to answer, and to settle what it has accepted.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromDays(1);

    /// <summary>Commits the intent to take a payment, unless the same request did before.</summary>
    /// <exception cref="ProblemException">
    /// <c>conflict</c>: the order's payment was voided, or it has another; <c>idempotency_key_reused</c>; or an earlier refusal under the
    /// key.
    /// </exception>
    public async Task<PaymentIntent> BeginAsync(PaymentRequest request, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Payment payment = new()
        {
            TransactionId = Guid.CreateVersion7(now),
            OrderId = request.OrderId,
            UserId = request.UserId,
            Amount = request.Amount,
            Currency = request.Currency,
            PaymentMethod = request.PaymentMethod,
            Status = PaymentStatus.Pending,
            Key = request.Key,
            Idempotency = key,
            CreatedAt = now.InMicroseconds(),
        };
        if (await BeginFirstAsync(payment, cancellationToken) is { } first)
        {
            return new(first, IsNew: true);
        }

        await using var unit = await idempotency.BeginAsync(key, payment.TransactionId, cancellationToken);
        var (transaction, claim) = (unit.Transaction, unit.Claim);
        if (claim?.Replay<Contracts.V1.Payment>() is { } reply)
        {
            return new(Payment: null, Reply: reply);
        }

        // A repeat takes no further lock: the payment's outcome may wait for the key's.
        var (voided, earlier) = await ReadOrderAsync(
            transaction, claim is { IsNew: false } ? PaymentSql.ReadOrder : PaymentSql.LockOrder, request.OrderId, cancellationToken);
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

        await using var batch = transaction.CreateBatch();
        ChangeRecord.AddTo(batch);
        PaymentWrites.Insert(batch, payment, ProviderWork.Lease);
        var inserted = await batch.ReadOneAsync(PaymentSql.Read, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        ChangeRecord.Committed();
        return new(inserted, IsNew: true);
    }

    /// <summary>Writes the provider's answer about a charge, with its ledger entry, its event and the caller's stored outcome.</summary>
    /// <param name="known">The payment as the caller knows it; as a rule it is so still, and nothing has to be read.</param>
    /// <param name="outcome">The answer.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    public async Task<Payment> LearnAsync(Payment known, ChargeOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known.IsWanted)
        {
            var learned = known.Learn(outcome);
            await using var batch = database.CreateBatch();
            if (await PaymentJournal.TryWriteAsync(
                batch, known, learned, refund: null, learned.RetryDelay, OutcomeOf(known, learned), now, cancellationToken))
            {
                return learned;
            }
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var before = await LockAsync(transaction, known.TransactionId, cancellationToken);
        var after = before.Learn(outcome).Expire(now);
        if (after.Refundable > before.Refundable && after.VoidRequested)
        {
            after = await BeginReturnAsync(
                transaction, after, RefundKind.Late, LateReason(before), now, cancellationToken);
        }

        await PaymentJournal.WriteAsync(
            transaction, before, after, refund: null, after.RetryDelay, OutcomeOf(before, after), now, cancellationToken);
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
        await using var tombstone = transaction.CreateCommand(PaymentSql.VoidOrder).With(orderId).With(now).With(reason);
        await tombstone.ExecuteNonQueryAsync(cancellationToken);
        await using var find = transaction.CreateCommand(PaymentSql.LockOfOrder).With(orderId);
        var before = await find.ReadOneAsync(PaymentSql.Read, cancellationToken);
        var after = before;
        if (before is { VoidRequested: false })
        {
            after = before.RequestVoid();
            if (after.Refundable > 0)
            {
                after = await BeginReturnAsync(transaction, after, RefundKind.Void, reason, now, cancellationToken);
            }

            await PaymentJournal.WriteAsync(transaction, before, after, refund: null, TimeSpan.Zero, outcome: null, now, cancellationToken);
        }

        await ChangeRecord.WriteAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        ChangeRecord.Committed();
        return after;
    }

    /// <summary>Takes a payment that the provider has to be asked about; null if it is settled, not due, or taken by another.</summary>
    public async Task<Payment?> ClaimAsync(Guid transactionId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentSql.Claim).With(ProviderWork.Lease).With(transactionId);
        return await command.ReadOneAsync(PaymentSql.Read, cancellationToken);
    }

    /// <summary>Takes the payment that is due for longest; null if none is.</summary>
    public async Task<Payment?> ClaimDueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentSql.ClaimDue).With(ProviderWork.Lease);
        return await command.ReadOneAsync(PaymentSql.Read, cancellationToken);
    }

    /// <summary>Releases a payment after the provider failed to answer.</summary>
    public async Task PostponeAsync(Payment payment, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentSql.Postpone)
            .With(payment.TransactionId).With(pause).With(payment.Attempts);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How many payments and refunds the provider should have answered by now.</summary>
    public async Task<(long Payments, long Refunds)> CountOverdueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(PaymentSql.CountOverdue).With(now - AnswerLimit).With(now - SettleLimit);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>The last event's number; 0 if there is none.</summary>
    public async Task<long> NewestEventAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentSql.NewestEvent);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Reads a payment; null if there is none, or if it belongs to another than <paramref name="owner"/>.</summary>
    public async Task<Payment?> FindAsync(Guid transactionId, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentSql.Find).With(transactionId).With(owner);
        return await command.ReadOneAsync(PaymentSql.Read, cancellationToken);
    }

    /// <summary>An order's payments in the sequence of their creation, at most a hundred.</summary>
    public async Task<List<Payment>> ListAsync(Guid orderId, Guid? owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PaymentSql.List).With(orderId).With(owner).With(MaxPayments);
        return [.. await command.ReadAllAsync(PaymentSql.Read, cancellationToken)];
    }

    /// <summary>Reads a payment that exists and locks it for the transaction.</summary>
    public static async Task<Payment> LockAsync(NpgsqlTransaction transaction, Guid transactionId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(PaymentSql.Lock).With(transactionId);
        return (await command.ReadOneAsync(PaymentSql.Read, cancellationToken))!;
    }

    // As a rule a payment is its order's first, asked for under a new key: one round trip.
    private async Task<Payment?> BeginFirstAsync(Payment payment, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        PaymentWrites.InsertFirst(batch, payment, ProviderWork.Lease);
        var inserted = await batch.ReadOneAsync(PaymentSql.Read, cancellationToken);
        if (inserted is not null)
        {
            ChangeRecord.Committed();
        }

        return inserted;
    }

    private static string LateReason(Payment before) => before.Status == PaymentStatus.Declined
        ? "Captured although the payment was declined." : "Captured after the order's payment was voided.";

    private static IdempotencyOutcome? OutcomeOf(Payment before, Payment after) =>
        after is not { Idempotency: { } key, Settled: true, VoidRequested: false } || !before.IsWanted || before.Settled ? null
        : after.Refusal() is { } refusal ? IdempotencyOutcome.Of(key, refusal, after.TransactionId)
        : IdempotencyOutcome.Of(key, after.ToMessage(), after.TransactionId);

    private static async Task<(bool Voided, List<Payment> Payments)> ReadOrderAsync(
        NpgsqlTransaction transaction, string statement, Guid orderId, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        batch.Add(statement).With(orderId);
        batch.Add(PaymentSql.ListOfOrder).With(orderId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var voided = reader.GetBoolean(0);
        await reader.NextResultAsync(cancellationToken);
        List<Payment> payments = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            payments.Add(PaymentSql.Read(reader));
        }

        return (voided, payments);
    }

    // Everything that can still be refunded of a voided payment.
    private static async Task<Payment> BeginReturnAsync(
        NpgsqlTransaction transaction, Payment payment, RefundKind kind, string reason, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var refund = Refunds.Refund.OfAll(payment, kind, reason, now);
        await using var insert = RefundSql.Insert(transaction, refund, TimeSpan.Zero);
        await insert.ExecuteNonQueryAsync(cancellationToken);
        return payment.BeginRefund(refund.Amount);
    }
}
