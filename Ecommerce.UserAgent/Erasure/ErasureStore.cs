using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.UserAgent.Users;
using Npgsql;

namespace Ecommerce.UserAgent.Erasure;

/// <summary>What one agent is asked to erase.</summary>
/// <param name="UserId">The user who is erased.</param>
/// <param name="Agent">Who is asked.</param>
/// <param name="Attempts">How often, with this one.</param>
/// <param name="IsFinal">Whether nothing of the user's can arrive there any more, so that the answer is for good.</param>
internal sealed record ErasureStep(Guid UserId, string Agent, int Attempts, bool IsFinal);

/// <summary>
/// Erased users, and what is left to do. Every agent is asked until it has confirmed, and once more when nothing of the user's can arrive
/// any more: what came in between is erased then.
/// </summary>
internal sealed class ErasureStore(
    NpgsqlDataSource database, IdempotencyStore idempotency, IReadOnlyList<UserDataHolder> holders, TimeProvider time)
{
    /// <summary>
    /// For how long calls of an erased user still arrive: with the last access token, a transaction token that is as new as it may be when
    /// that one ends, and the longest call, of a minute.
    /// </summary>
    public static readonly TimeSpan Settling = TokenKind.AccessLifetime + TokenKind.TransactionLifetime + TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RecheckInterval = TimeSpan.FromSeconds(30);

    /// <summary>Erases a user here, and writes down which agents have to. A repeat says which of them have not confirmed yet.</summary>
    /// <exception cref="ProblemException"><c>not_found</c>: there never was such a user.</exception>
    public Task<UserErasure> EraseAsync(Guid userId, IdempotencyKey? key, CancellationToken cancellationToken) => idempotency.RunAsync(
        key,
        async (transaction, cancellationToken) =>
        {
            await using (var delete = transaction.CreateCommand(ErasureSql.Delete).With(userId))
            {
                if (await delete.ExecuteScalarAsync(cancellationToken) is not null)
                {
                    await BeginAsync(transaction, userId, cancellationToken);
                }
            }

            await using var find = transaction.CreateCommand(ErasureSql.Find).With(userId);
            var steps = await find.ReadAllAsync(
                reader => (Agent: reader.GetString(0), IsConfirmed: reader.GetBoolean(1)), cancellationToken);
            return steps.Count == 0
                ? throw UserStore.NotFound()
                : new UserErasure { Pending = { steps.Where(step => !step.IsConfirmed).Select(step => step.Agent) } };
        },
        cancellationToken);

    /// <summary>Claims steps that are due; each is due again after a pause if nothing becomes of it.</summary>
    public async Task<IReadOnlyList<ErasureStep>> ClaimAsync(TimeSpan pause, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(ErasureSql.Claim).With(now).With(now + pause).With(limit).With(now - Settling)
            .With(AgentNames.Order).With(AgentNames.Payment);
        return await command.ReadAllAsync(
            reader => new ErasureStep(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2), reader.GetBoolean(3)), cancellationToken);
    }

    /// <summary>The agent holds nothing of the user any more. Unless that is final, it is asked again.</summary>
    public async Task ConfirmAsync(ErasureStep step, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ErasureSql.Confirm).With(step.UserId).With(step.Agent)
            .With(time.GetUtcNow()).With(step.IsFinal).With(RecheckInterval).With(Settling);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The agent is asked again after a pause.</summary>
    public async Task PostponeAsync(ErasureStep step, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ErasureSql.Postpone)
            .With(step.UserId).With(step.Agent).With(time.GetUtcNow() + pause);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task BeginAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        batch.Add(ErasureSql.DeleteReplies).With(userId.ToString());
        batch.Add(ErasureSql.Insert).With(userId).With(holders.Select(holder => holder.Agent).ToArray()).With(time.GetUtcNow());
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await UserTasks.EraseAsync(transaction, userId, cancellationToken);
    }
}
