using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>Idempotency keys, in the same database and transaction as the business they guard. Kept for 24 hours.</summary>
public sealed class IdempotencyStore(NpgsqlDataSource database, TimeProvider time)
{
    private const string Savepoint = "work";

    // Longer than any call waits: the caller's deadline ends the wait for an earlier call's transaction.
    private static readonly TimeSpan ClaimTimeout = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Runs a unit of work in a transaction of its own, once a key: a repeat gets the first call's outcome, and joins a call that still
    /// runs. A 422 undoes the work and is kept as a reply is; any other refusal undoes it and leaves the key free.
    /// </summary>
    /// <param name="key">Null runs the work each time.</param>
    /// <param name="work">Runs within the transaction and leaves its end to this method.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException">The work's refusal; <c>idempotency_key_reused</c>: the earlier request was another one;
    /// <c>idempotency_key_in_use</c>: it still runs.</exception>
    public async Task<TReply> RunAsync<TReply>(
        IdempotencyKey? key, Func<NpgsqlTransaction, CancellationToken, Task<TReply>> work, CancellationToken cancellationToken)
        where TReply : class, IMessage<TReply>, new()
    {
        await using var unit = await BeginAsync(key, NewResource(), cancellationToken);
        if (unit.Claim?.Replay<TReply>() is { } earlier)
        {
            return earlier;
        }

        var transaction = unit.Transaction;
        if (key is null)
        {
            var done = await work(transaction, cancellationToken);
            await CommitAsync(transaction, cancellationToken);
            return done;
        }

        await transaction.SaveAsync(Savepoint, cancellationToken);
        try
        {
            var reply = await work(transaction, cancellationToken);
            await CompleteAsync(transaction, IdempotencyOutcome.Of(key, reply), cancellationToken);
            await CommitAsync(transaction, cancellationToken);
            return reply;
        }
        catch (ProblemException exception) when (IsKept(exception.Code))
        {
            await transaction.RollbackAsync(Savepoint, cancellationToken);
            await CompleteAsync(transaction, IdempotencyOutcome.Of(key, exception), cancellationToken);
            await CommitAsync(transaction, cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Runs work of several transactions that changes nothing more when it is repeated, such as a cancel. A repeat gets the first outcome,
    /// which is a reply or a 422; as long as there is none it runs the work too, which joins what is under way.
    /// </summary>
    /// <param name="key">Null runs the work each time.</param>
    /// <param name="work">The work, which waits for its end as long as its caller does.</param>
    /// <param name="isOutcome">Whether a reply is one: not if it only says that the work goes on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ProblemException">As <see cref="RunAsync"/>.</exception>
    public async Task<TReply> RunRepeatableAsync<TReply>(
        IdempotencyKey? key, Func<CancellationToken, Task<TReply>> work, Func<TReply, bool> isOutcome, CancellationToken cancellationToken)
        where TReply : class, IMessage<TReply>, new()
    {
        if (key is null)
        {
            return await work(cancellationToken);
        }

        bool isNew;
        await using (var unit = await BeginAsync(key, NewResource(), cancellationToken))
        {
            if (unit.Claim!.Replay<TReply>() is { } earlier)
            {
                return earlier;
            }

            isNew = unit.Claim.IsNew;
            await unit.Transaction.CommitAsync(cancellationToken);
        }

        try
        {
            var reply = await work(cancellationToken);
            return isOutcome(reply) ? await KeepAsync<TReply>(key, IdempotencyOutcome.Of(key, reply), cancellationToken)
                : isNew ? reply
                : throw ProblemException.KeyInUse();
        }
        catch (ProblemException exception) when (IsKept(exception.Code))
        {
            return await KeepAsync<TReply>(key, IdempotencyOutcome.Of(key, exception), cancellationToken);
        }
    }

    /// <summary>
    /// Begins a transaction and, if there is a key, claims it for a resource; see <see cref="ClaimAsync"/>. It waits for the transaction of
    /// a call under the same key until the caller has to be answered.
    /// </summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>: the earlier request was another one;
    /// <c>idempotency_key_in_use</c>: it still runs.</exception>
    public async Task<IdempotentTransaction> BeginAsync(IdempotencyKey? key, Guid resourceId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var claim = key is null ? null : await JoinAsync(transaction, key, resourceId, cancellationToken);
            return new(connection, transaction, claim);
        }
        catch
        {
            // Rolls the transaction back.
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Claims the key for a resource, or returns what an earlier call left. The key's row stays locked until the transaction ends, so a
    /// concurrent call under the same key waits for this one.
    /// </summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>: the earlier request was another one.</exception>
    public async Task<IdempotencyClaim> ClaimAsync(
        NpgsqlTransaction transaction, IdempotencyKey key, Guid resourceId, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        batch.Timeout = (int)ClaimTimeout.TotalSeconds;
        batch.Add(IdempotencySql.Claim).WithClaim(key, resourceId, time.GetUtcNow());
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return IdempotencySql.Read(reader, 0, key, resourceId);
    }

    /// <summary>
    /// What an earlier call under the key left; null if there was none, or if its transaction still runs: a claim waits for that.
    /// </summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>: the earlier request was another one.</exception>
    public async Task<IdempotencyClaim?> FindAsync(IdempotencyKey key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(IdempotencySql.Find).With(key.Scope).With(time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? IdempotencySql.Read(reader, 0, key, Guid.Empty) : null;
    }

    /// <summary>Stores what every repeat gets. The first outcome stays.</summary>
    public async Task CompleteAsync(NpgsqlTransaction transaction, IdempotencyOutcome outcome, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        batch.Add(IdempotencySql.Complete).WithOutcome(outcome, time.GetUtcNow());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Changes the stored replies that have certain fields. Their keys stay, so that a repeat does nothing more: it gets the changed reply.
    /// </summary>
    /// <typeparam name="TReply">What the replies are.</typeparam>
    /// <param name="transaction">Changes them when it commits.</param>
    /// <param name="having">The fields, which follow one another in the message: a user's ID as a rule.</param>
    /// <param name="change">Takes out of a reply what it must not hold any more.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    public static async Task RewriteAsync<TReply>(
        NpgsqlTransaction transaction, TReply having, Action<TReply> change, CancellationToken cancellationToken)
        where TReply : class, IMessage<TReply>, new()
    {
        await using var find = transaction.CreateCommand(IdempotencySql.FindHolding).With(having.ToByteArray());
        var found = await find.ReadAllAsync(
            reader => (Scope: reader.GetFieldValue<byte[]>(0), Reply: reader.GetFieldValue<byte[]>(1)), cancellationToken);
        await using var batch = transaction.CreateBatch();
        foreach (var (scope, stored) in found)
        {
            TReply reply = new();
            reply.MergeFrom(stored);
            change(reply);
            batch.Add(IdempotencySql.Rewrite).With(scope).With(reply.ToByteArray());
        }

        if (found.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Deletes expired keys, at most <paramref name="limit"/> at once; returns how many.</summary>
    public async Task<int> SweepAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(IdempotencySql.Sweep).With(time.GetUtcNow()).With(limit);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static bool IsKept(string code) => ErrorCodes.HttpStatus(code) == 422;

    private Guid NewResource() => Guid.CreateVersion7(time.GetUtcNow());

    private static async Task CommitAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await ChangeRecord.WriteAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        ChangeRecord.Committed();
    }

    private async Task<IdempotencyClaim> JoinAsync(
        NpgsqlTransaction transaction, IdempotencyKey key, Guid resourceId, CancellationToken cancellationToken)
    {
        var left = key.AnswerBy - time.GetUtcNow();
        if (left <= TimeSpan.Zero || left >= ClaimTimeout)
        {
            return await ClaimAsync(transaction, key, resourceId, cancellationToken);
        }

        using var answer = new CancellationTokenSource(left, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(answer.Token, cancellationToken);
        try
        {
            return await ClaimAsync(transaction, key, resourceId, end.Token);
        }
        catch (OperationCanceledException) when (answer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ProblemException.KeyInUse();
        }
    }

    // Of several outcomes the first is kept, and all callers get that one.
    private async Task<TReply> KeepAsync<TReply>(
        IdempotencyKey key, IdempotencyOutcome outcome, CancellationToken cancellationToken)
        where TReply : class, IMessage<TReply>, new()
    {
        await using var unit = await BeginAsync(key, Guid.Empty, cancellationToken);
        await CompleteAsync(unit.Transaction, outcome, cancellationToken);
        var kept = await ClaimAsync(unit.Transaction, key, Guid.Empty, cancellationToken);
        await unit.Transaction.CommitAsync(cancellationToken);
        return kept.Replay<TReply>()!;
    }
}
