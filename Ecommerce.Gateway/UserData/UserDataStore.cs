using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Tokens;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.Gateway.UserData;

/// <summary>
/// What the gateway holds of a user: sessions in browsers, what a model proposed, tasks, and for a minute the tokens by which it calls for
/// the user.
/// </summary>
internal sealed class UserDataStore(NpgsqlDataSource database, IdempotencyStore idempotency, TokenExchanger tokens)
{
    /// <summary>Reads all of it. Nobody but the browser can read a session's tokens.</summary>
    public async Task<Contracts.V1.UserData> ExportAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var sessions = database.CreateCommand(UserDataSql.Sessions).With(userId);
        var ends = await sessions.ReadAllAsync(
            reader => Record("browser_session", reader.GetFieldValue<DateTimeOffset>(0)), cancellationToken);
        await using var proposals = database.CreateCommand(UserDataSql.Proposals).With(userId);
        var proposed = await proposals.ReadAllAsync(
            reader => Record(
                "proposal", reader.GetFieldValue<DateTimeOffset>(2), ("capability", reader.GetString(0)),
                ("arguments", reader.GetString(1))),
            cancellationToken);
        var tasks = await UserTasks.ExportAsync(database, AgentNames.Gateway, userId, cancellationToken);
        return new() { Records = { ends, proposed, tasks } };
    }

    /// <summary>Erases all of it: no browser is signed in as the user any more.</summary>
    public Task<UserDataErased> EraseAsync(Guid userId, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        tokens.Forget(userId);
        return idempotency.RunAsync(
            key,
            async (transaction, cancellationToken) =>
            {
                foreach (var sql in new[] { UserDataSql.EraseSessions, UserDataSql.EraseProposals })
                {
                    await using var command = transaction.CreateCommand(sql).With(userId);
                    await command.ExecuteNonQueryAsync(cancellationToken);
                }

                await UserTasks.EraseAsync(transaction, userId, cancellationToken);
                return new UserDataErased();
            },
            cancellationToken);
    }

    private static UserRecord Record(string kind, DateTimeOffset end, params (string Name, string Value)[] fields)
    {
        var record = new Struct
        {
            Fields = { ["expires_at"] = Value.ForString(end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)) },
        };
        foreach (var (name, value) in fields)
        {
            record.Fields[name] = Value.ForString(value);
        }

        return new() { Kind = kind, Record = record };
    }
}
