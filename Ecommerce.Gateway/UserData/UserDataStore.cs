using System.Globalization;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Tokens;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Database;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.Gateway.UserData;

/// <summary>What the gateway holds of a user: sessions in browsers, and for a minute the tokens by which it calls for the user.</summary>
internal sealed class UserDataStore(NpgsqlDataSource database, IdempotencyStore idempotency, TokenExchanger tokens)
{
    /// <summary>Reads all of it. Nobody but the browser can read a session's tokens.</summary>
    public async Task<Contracts.V1.UserData> ExportAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(UserDataSql.Sessions).With(userId);
        var ends = await command.ReadAllAsync(reader => reader.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        return new() { Records = { ends.Select(Record) } };
    }

    /// <summary>Erases all of it: no browser is signed in as the user any more.</summary>
    public Task<UserDataErased> EraseAsync(Guid userId, CancellationToken cancellationToken)
    {
        tokens.Forget(userId.ToString());
        return idempotency.RunAsync(
            key: null,
            async (transaction, cancellationToken) =>
            {
                await using var command = transaction.CreateCommand(UserDataSql.EraseSessions).With(userId);
                await command.ExecuteNonQueryAsync(cancellationToken);
                await using var tasks = transaction.CreateCommand(UserTaskSql.Erase).With(userId);
                await tasks.ExecuteNonQueryAsync(cancellationToken);
                return new UserDataErased();
            },
            cancellationToken);
    }

    private static UserRecord Record(DateTimeOffset end)
    {
        var expires = end.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new() { Kind = "browser_session", Record = new() { Fields = { ["expires_at"] = Value.ForString(expires) } } };
    }
}
