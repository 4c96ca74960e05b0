using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>What an earlier call under the same key left; neither reply nor problem means that it still runs.</summary>
/// <param name="IsNew">There was no earlier call: this one owns the key now.</param>
/// <param name="ResourceId">The resource that the key stands for.</param>
/// <param name="Reply">The stored reply's protobuf bytes.</param>
/// <param name="Problem">The stored refusal.</param>
public sealed record IdempotencyClaim(bool IsNew, Guid ResourceId, byte[]? Reply, ProblemException? Problem)
{
    /// <summary>The stored reply; null if there is none.</summary>
    /// <exception cref="ProblemException">The stored refusal.</exception>
    public TReply? Replay<TReply>()
        where TReply : class, IMessage<TReply>, new()
    {
        if (Problem is not null)
        {
            throw Problem;
        }

        if (Reply is null)
        {
            return null;
        }

        var reply = new TReply();
        reply.MergeFrom(Reply);
        return reply;
    }
}

/// <summary>The transaction of a call that may be a repeat. Disposing it rolls back what is not committed.</summary>
/// <param name="connection">The transaction's connection; disposed with it.</param>
/// <param name="transaction">The transaction.</param>
/// <param name="claim">What an earlier call under the key left; null if the call has no key.</param>
public sealed class IdempotentTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, IdempotencyClaim? claim)
    : IAsyncDisposable
{
    /// <summary>The transaction; the caller commits it.</summary>
    public NpgsqlTransaction Transaction => transaction;

    /// <summary>What an earlier call under the key left; null if the call has no key.</summary>
    public IdempotencyClaim? Claim => claim;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}

/// <summary>What every repeat of a call gets: its reply, or a refusal that stands.</summary>
public readonly record struct IdempotentOutcome<TReply>
    where TReply : class, IMessage<TReply>
{
    private IdempotentOutcome(TReply? reply, ProblemException? refusal) => (Reply, Refusal) = (reply, refusal);

    internal TReply? Reply { get; }

    internal ProblemException? Refusal { get; }

    /// <summary>A reply.</summary>
    public static implicit operator IdempotentOutcome<TReply>(TReply reply) => new(reply, refusal: null);

    /// <summary>A refusal.</summary>
    public static implicit operator IdempotentOutcome<TReply>(ProblemException problem) => new(reply: null, problem);
}

/// <summary>Idempotency keys, in the same database and transaction as the business they guard. Kept for 24 hours.</summary>
public sealed class IdempotencyStore(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    /// <summary>
    /// Runs a unit of work in a transaction of its own, once a key: a repeat gets the first call's outcome. A refusal that the work returns
    /// is kept as a reply is; one that it throws undoes the work and leaves the key free.
    /// </summary>
    /// <param name="key">Null runs the work each time.</param>
    /// <param name="resourceId">The resource that the key stands for.</param>
    /// <param name="work">Runs within the transaction and leaves its end to this method.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <exception cref="ProblemException">The work's refusal, or <c>idempotency_key_reused</c>: the earlier request was another
    /// one.</exception>
    public async Task<TReply> RunAsync<TReply>(
        IdempotencyKey? key, Guid resourceId, Func<NpgsqlTransaction, CancellationToken, Task<IdempotentOutcome<TReply>>> work,
        CancellationToken cancellationToken)
        where TReply : class, IMessage<TReply>, new()
    {
        await using var unit = await BeginAsync(key, resourceId, cancellationToken);
        if (unit.Claim?.Replay<TReply>() is { } earlier)
        {
            return earlier;
        }

        var outcome = await work(unit.Transaction, cancellationToken);
        if (key is not null)
        {
            await (outcome.Refusal is { } refusal
                ? CompleteAsync(unit.Transaction, key, refusal, cancellationToken)
                : CompleteAsync(unit.Transaction, key, outcome.Reply!, cancellationToken));
        }

        await unit.Transaction.CommitAsync(cancellationToken);
        return outcome.Reply ?? throw outcome.Refusal!;
    }

    /// <summary>Begins a transaction and, if there is a key, claims it for a resource; see <see cref="ClaimAsync"/>.</summary>
    /// <exception cref="ProblemException"><c>idempotency_key_reused</c>: the earlier request was another one.</exception>
    public async Task<IdempotentTransaction> BeginAsync(IdempotencyKey? key, Guid resourceId, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var claim = key is null ? null : await ClaimAsync(transaction, key, resourceId, cancellationToken);
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
        var now = time.GetUtcNow();
        await using var command = transaction.CreateCommand(IdempotencySql.Claim)
            .With(key.Scope).With(key.RequestHash).With(resourceId).With(now + Retention).With(now);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var owner = reader.GetGuid(0);
        if (!reader.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(key.RequestHash))
        {
            throw ProblemException.KeyReused();
        }

        var problem = reader.GetNullableString(3) is { } code
            ? new ProblemException(code, reader.GetString(4), reader.GetNullableString(5))
            : null;
        return new(owner == resourceId, owner, reader.GetNullableBytes(2), problem);
    }

    /// <summary>Stores the reply that every repeat gets, without its secret fields. The first outcome stays.</summary>
    public Task CompleteAsync(NpgsqlTransaction transaction, IdempotencyKey key, IMessage reply, CancellationToken cancellationToken) =>
        CompleteAsync(transaction, key, Secrets.Without(reply).ToByteArray(), problem: null, cancellationToken);

    /// <summary>Stores the refusal that every repeat gets. The first outcome stays.</summary>
    public Task CompleteAsync(
        NpgsqlTransaction transaction, IdempotencyKey key, ProblemException problem, CancellationToken cancellationToken) =>
        CompleteAsync(transaction, key, reply: null, problem, cancellationToken);

    /// <summary>Deletes expired keys, at most <paramref name="limit"/> at once; returns how many.</summary>
    public async Task<int> SweepAsync(int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(IdempotencySql.Sweep).With(time.GetUtcNow()).With(limit);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CompleteAsync(
        NpgsqlTransaction transaction, IdempotencyKey key, byte[]? reply, ProblemException? problem, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(IdempotencySql.Complete)
            .With(key.Scope).With(reply).With(problem?.Code).With(problem?.Message).With(problem?.Field).With(time.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
