using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.UserAgent.Users;
using Npgsql;

namespace Ecommerce.UserAgent.Erasure;

/// <summary>What one agent is asked to erase.</summary>
/// <param name="UserId">The user who is erased.</param>
/// <param name="Agent">Who is asked.</param>
/// <param name="Attempts">How often, with this one.</param>
internal sealed record ErasureStep(Guid UserId, string Agent, int Attempts);

/// <summary>Erased users, and what is left to do.</summary>
internal sealed class ErasureStore(
    NpgsqlDataSource database, IdempotencyStore idempotency, IReadOnlyList<UserDataHolder> holders, TimeProvider time)
{
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
        await using var command = database.CreateCommand(ErasureSql.Claim).With(now).With(now + pause).With(limit);
        return await command.ReadAllAsync(
            reader => new ErasureStep(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2)), cancellationToken);
    }

    /// <summary>The agent holds nothing of the user any more.</summary>
    public Task ConfirmAsync(ErasureStep step, CancellationToken cancellationToken) =>
        WriteAsync(ErasureSql.Confirm, step, time.GetUtcNow(), cancellationToken);

    /// <summary>The agent is asked again after a pause.</summary>
    public Task PostponeAsync(ErasureStep step, TimeSpan pause, CancellationToken cancellationToken) =>
        WriteAsync(ErasureSql.Postpone, step, time.GetUtcNow() + pause, cancellationToken);

    private async Task BeginAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = transaction.CreateBatch();
        batch.Add(ErasureSql.DeleteReplies).With(userId.ToString());
        batch.Add(ErasureSql.Insert).With(userId).With(holders.Select(holder => holder.Agent).ToArray()).With(time.GetUtcNow());
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await UserTasks.EraseAsync(transaction, userId, cancellationToken);
    }

    private async Task WriteAsync(string sql, ErasureStep step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(sql).With(step.UserId).With(step.Agent).With(at);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
