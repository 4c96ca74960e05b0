using Ecommerce.ServiceDefaults.Database;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.PaymentAgent;

/// <summary>A payment's row, read and written.</summary>
internal static class PaymentTable
{
    public const string Columns =
        """
        transaction_id, order_id, user_id, amount_minor, currency, payment_method, status, captured_minor, refunded_minor, refunding_minor,
        decline_code, next_action_type, next_action_url, void_requested, settled, idempotency_key, idempotency_scope, request_hash,
        attempts, created_at
        """;

    public static async Task<Payment?> ReadOneAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    public static async Task<List<Payment>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        List<Payment> payments = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            payments.Add(Read(reader));
        }

        return payments;
    }

    /// <summary>Reads a payment and keeps everybody else from changing it until the transaction ends.</summary>
    public static async Task<Payment?> LockAsync(NpgsqlTransaction transaction, Guid transactionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM payments WHERE transaction_id = $1 FOR UPDATE", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = transactionId } },
        };
        return await ReadOneAsync(command, cancellationToken);
    }

    public static async Task<Payment> InsertAsync(
        NpgsqlTransaction transaction, Payment payment, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO payments (transaction_id, order_id, user_id, amount_minor, currency, payment_method, status,
                idempotency_key, idempotency_scope, request_hash, attempts, next_attempt_at, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, 1, now() + $10, $11)
            RETURNING {Columns}
            """,
            transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = payment.TransactionId },
                new() { Value = payment.OrderId },
                new() { Value = payment.UserId },
                new() { Value = payment.Amount },
                new() { Value = payment.Currency },
                new() { Value = payment.Method },
                Text(payment.Key),
                Bytes(payment.Idempotency?.Scope),
                Bytes(payment.Idempotency?.RequestHash),
                new() { Value = lease },
                new() { Value = payment.CreatedAt },
            },
        };
        return (await ReadOneAsync(command, cancellationToken))!;
    }

    /// <summary>The statement that writes what can change of a payment, and when the provider is to be asked next.</summary>
    public static NpgsqlBatchCommand Update(Payment payment, TimeSpan nextAttempt) => new(
        """
        UPDATE payments SET status = $2, captured_minor = $3, refunded_minor = $4, refunding_minor = $5, decline_code = $6,
            next_action_type = $7, next_action_url = $8, void_requested = $9, settled = $10, attempts = $11, next_attempt_at = now() + $12
        WHERE transaction_id = $1
        """)
    {
        Parameters =
        {
            new() { Value = payment.TransactionId },
            new() { Value = payment.Status.ToColumn() },
            new() { Value = payment.Captured },
            new() { Value = payment.Refunded },
            new() { Value = payment.Refunding },
            Text(payment.DeclineCode),
            Text(payment.NextAction?.Type),
            Text(payment.NextAction?.Url),
            new() { Value = payment.VoidRequested },
            new() { Value = payment.Settled },
            new() { Value = payment.Attempts },
            new() { Value = nextAttempt },
        },
    };

    public static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Bytes(byte[]? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Uuid(Guid? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    /// <summary>The caller's idempotency key from its two columns, the second next to the first.</summary>
    public static IdempotencyKey? ReadKey(NpgsqlDataReader reader, int scope) =>
        reader.IsDBNull(scope) ? null : new(reader.GetFieldValue<byte[]>(scope), reader.GetFieldValue<byte[]>(scope + 1));

    public static string? ReadText(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static Payment Read(NpgsqlDataReader reader) => new()
    {
        TransactionId = reader.GetGuid(0),
        OrderId = reader.GetGuid(1),
        UserId = reader.GetGuid(2),
        Amount = reader.GetInt64(3),
        Currency = reader.GetString(4),
        Method = reader.GetString(5),
        Status = StatusColumn.Read(reader.GetString(6)),
        Captured = reader.GetInt64(7),
        Refunded = reader.GetInt64(8),
        Refunding = reader.GetInt64(9),
        DeclineCode = ReadText(reader, 10),
        NextAction = reader.IsDBNull(11) ? null : new(reader.GetString(11), reader.GetString(12)),
        VoidRequested = reader.GetBoolean(13),
        Settled = reader.GetBoolean(14),
        Key = ReadText(reader, 15),
        Idempotency = ReadKey(reader, 16),
        Attempts = reader.GetInt32(18),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(19),
    };
}
