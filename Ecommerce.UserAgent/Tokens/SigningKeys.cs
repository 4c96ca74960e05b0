using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Tokens;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>
/// The keys that sign tokens, in the database, so that all replicas have the same. A new key is published at once and signs
/// <see cref="Overlap"/> later; the one before it is published until its last token has expired.
/// </summary>
/// <param name="database">Where they are.</param>
/// <param name="idempotency">The answers to rotations.</param>
/// <param name="encryption">What private keys are encrypted with.</param>
/// <param name="agent">This agent.</param>
/// <param name="time">The clock by which keys and tokens begin and end: the one by which identities do.</param>
/// <param name="logger">The log.</param>
internal sealed class SigningKeys(
    NpgsqlDataSource database, IdempotencyStore idempotency, SecretEncryption encryption, AgentInfo agent, TimeProvider time,
    ILogger<SigningKeys> logger)
{
    /// <summary>How long a new key is published before it signs: longer than any verifier keeps what it has read.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    /// <summary>How long a key is published after it has signed: longer than a token lives, on a clock that is slow.</summary>
    public static readonly TimeSpan Afterlife = TokenKind.AccessLifetime + TimeSpan.FromMinutes(2);

    // A key signs no longer where another followed it that this replica cannot decrypt, since its file is another.
    private static readonly TimeSpan LeastAfterlife = TokenKind.AccessLifetime + TimeSpan.FromMinutes(1);

    /// <summary>Signs with the key of this moment.</summary>
    public async Task<TokenSigner> SignerAsync(CancellationToken cancellationToken) =>
        new(await CurrentAsync(cancellationToken), agent, time);

    /// <summary>
    /// The key that signs now. Where there is none yet, none that can be decrypted, or none that is published for as long as what it signs
    /// is good, a new one signs at once.
    /// </summary>
    public async Task<SigningKey> CurrentAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using (var command = database.CreateCommand(SigningKeySql.Current)
            .With(now).With(encryption.Id).With(now + LeastAfterlife))
        {
            if (await ReadAsync(command, cancellationToken) is { } current)
            {
                return current;
            }
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(transaction, cancellationToken);
        now = time.GetUtcNow();
        SigningKey? added;
        await using (var again = transaction.CreateCommand(SigningKeySql.Current)
            .With(now).With(encryption.Id).With(now + LeastAfterlife))
        {
            if (await ReadAsync(again, cancellationToken) is { } current)
            {
                return current;
            }
        }

        added = await AddAsync(transaction, now, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added;
    }

    /// <summary>The public keys that verify tokens; at least the one that signs.</summary>
    public async Task<SigningKeySet> PublishedAsync(CancellationToken cancellationToken)
    {
        await CurrentAsync(cancellationToken);
        await using var command = database.CreateCommand(SigningKeySql.Published).With(time.GetUtcNow());
        return new()
        {
            Keys =
            {
                await command.ReadAllAsync(
                    reader => SigningKey.ToMessage(reader.GetString(0), reader.GetFieldValue<byte[]>(1)), cancellationToken),
            },
        };
    }

    /// <summary>Adds a key that follows the others; once, if there is an idempotency key.</summary>
    public Task<RotatedSigningKey> RotateAsync(IdempotencyKey? key, CancellationToken cancellationToken) => idempotency.RunAsync(
        key,
        async (transaction, cancellationToken) =>
        {
            await LockAsync(transaction, cancellationToken);
            var now = time.GetUtcNow();
            var added = await AddAsync(transaction, now, now + Overlap, cancellationToken);
            return new RotatedSigningKey { KeyId = added.KeyId, SignsFrom = (now + Overlap).ToTimestamp() };
        },
        cancellationToken);

    private async Task<SigningKey> AddAsync(
        NpgsqlTransaction transaction, DateTimeOffset now, DateTimeOffset signsFrom, CancellationToken cancellationToken)
    {
        var key = SigningKey.Create();
        await using var batch = transaction.CreateBatch();
        batch.Add(SigningKeySql.Delete).With(now);
        batch.Add(SigningKeySql.Retire).With(signsFrom + Afterlife);
        batch.Add(SigningKeySql.Insert)
            .With(key.KeyId).With(key.PublicKey).With(encryption.Seal(key.PrivateKey, key.KeyId)).With(encryption.Id).With(signsFrom);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (encryption.Id is null)
        {
            Log.KeysNotEncrypted(logger);
        }

        Log.SigningKeyAdded(logger, key.KeyId, signsFrom);
        return key;
    }

    private async Task<SigningKey?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var keyId = reader.GetString(0);
        return new(keyId, reader.GetFieldValue<byte[]>(1), encryption.Open(reader.GetFieldValue<byte[]>(2), keyId));
    }

    private static async Task LockAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(SigningKeySql.Lock);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
