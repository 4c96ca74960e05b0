using Ecommerce.Contracts;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Sandbox;

/// <summary>
/// A provider for development, like a real one in all but the money. Its charges and refunds are kept in a database of its own, so that
/// killing the payment agent does not change them. The payment method chooses how it behaves.
/// </summary>
/// <remarks>A buyer's action is completed or failed by <c>SELECT finish_action(transaction_id, completed)</c> in that database.</remarks>
/// <param name="database">Its own.</param>
/// <param name="time">The clock of its slowness.</param>
/// <param name="hasTestMethods">Whether it accepts the methods that misbehave on purpose, whose names begin with <c>test_</c>.</param>
internal sealed class SandboxProvider(NpgsqlDataSource database, TimeProvider time, bool hasTestMethods) : PaymentProvider
{
    private const string TestPrefix = "test_";

    private static readonly TimeSpan SlowDelay = TimeSpan.FromSeconds(3);

    private static readonly OrderedDictionary<string, Behaviour> Behaviours = new()
    {
        ["credit_card"] = new("captured"),
        ["test_declined"] = new("declined", DeclineCode: ErrorCodes.PaymentDeclined),
        ["test_insufficient_funds"] = new("declined", DeclineCode: ErrorCodes.InsufficientFunds),
        ["test_timeout"] = new("captured", Silent: true),
        ["test_slow"] = new("captured", Takes: SlowDelay),
        ["test_error_once"] = new("error"),
        ["test_requires_action"] = new("requires_action"),
    };

    private const string StateNow = "CASE WHEN effective_at > now() THEN 'processing' ELSE status END";

    private static readonly Behaviour Unknown = new("declined", DeclineCode: ErrorCodes.PaymentDeclined);

    private sealed record Behaviour(string Status, string? DeclineCode = null, TimeSpan Takes = default, bool Silent = false);

    private readonly SandboxEvents _events = new(database, time);

    public override string Name => "sandbox";

    public override IReadOnlyList<string> Methods { get; } =
        [.. Behaviours.Keys.Where(method => hasTestMethods || !method.StartsWith(TestPrefix, StringComparison.Ordinal))];

    public override async Task<ChargeOutcome> ChargeAsync(Charge charge, CancellationToken cancellationToken)
    {
        var behaviour = Methods.Contains(charge.PaymentMethod) ? Behaviours[charge.PaymentMethod] : Unknown;
        var outcome = await RecordAsync(charge, behaviour, cancellationToken);
        if (behaviour.Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        if (behaviour.Takes == TimeSpan.Zero)
        {
            return outcome;
        }

        await Task.Delay(behaviour.Takes, time, cancellationToken);
        return await InquireAsync(charge, cancellationToken);
    }

    public override async Task<ChargeOutcome> InquireAsync(Charge charge, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {StateNow}, decline_code FROM charges WHERE key = $1").With(charge.Key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Outcome(charge, reader) : new(ChargeState.NotFound);
    }

    public override async Task<RefundOutcome> RefundAsync(ChargeRefund refund, CancellationToken cancellationToken)
    {
        // The charge's lock keeps two refunds from exceeding it together.
        await using var batch = database.CreateBatch();
        batch.Add("SELECT FROM charges WHERE key = $1 FOR UPDATE").With(refund.Charge.Key);
        batch.Add(
            """
            INSERT INTO refunds (key, charge_key, amount_minor)
            SELECT $1, key, $3 FROM charges
            WHERE key = $2 AND status = 'captured' AND effective_at <= now()
                AND $3 + (SELECT coalesce(sum(amount_minor), 0) FROM refunds WHERE charge_key = $2) <= amount_minor
            ON CONFLICT (key) DO NOTHING
            """).With(refund.Key).With(refund.Charge.Key).With(refund.Amount);
        batch.Add("SELECT EXISTS (SELECT FROM refunds WHERE key = $1 AND charge_key = $2 AND amount_minor = $3)")
            .With(refund.Key).With(refund.Charge.Key).With(refund.Amount);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetBoolean(0) ? RefundState.Succeeded : RefundState.Refused);
    }

    public override async Task<ChargeBook> ReadBookAsync(Charge charge, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            SELECT {StateNow}, CASE WHEN {StateNow} = 'captured' THEN amount_minor ELSE 0 END,
                (SELECT coalesce(sum(amount_minor), 0) FROM refunds WHERE charge_key = charges.key)::bigint
            FROM charges WHERE key = $1
            """).With(charge.Key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(State(reader.GetString(0)), reader.GetInt64(1), reader.GetInt64(2))
            : new(ChargeState.NotFound, Captured: 0, Refunded: 0);
    }

    public override Task<ProviderEvent> ReadEventAsync(
        IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _events.ReadAsync(headers, body, cancellationToken);

    // The first two columns: the state, and why it was declined.
    private static ChargeOutcome Outcome(Charge charge, NpgsqlDataReader reader) => State(reader.GetString(0)) switch
    {
        ChargeState.Declined => new(ChargeState.Declined, reader.GetString(1)),
        ChargeState.RequiresAction => new(
            ChargeState.RequiresAction, NextAction: new("redirect", $"https://sandbox.invalid/{charge.Key}")),
        var state => new(state),
    };

    private static ChargeState State(string text) => text == "error" ? ChargeState.NotFound : text.ToEnum<ChargeState>();

    private async Task<ChargeOutcome> RecordAsync(Charge charge, Behaviour behaviour, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            INSERT INTO charges AS c (key, amount_minor, currency, payment_method, status, decline_code, effective_at)
            VALUES ($1, $2, $3, $4, $5, $6, now() + $7)
            ON CONFLICT (key) DO UPDATE SET status = CASE WHEN c.status = 'error' THEN 'captured' ELSE c.status END
            RETURNING {StateNow}, decline_code, status = 'error', amount_minor = $2 AND currency = $3 AND payment_method = $4
            """);
        command.With(charge.Key).With(charge.Amount).With(charge.Currency).With(charge.PaymentMethod)
            .With(behaviour.Status).With(behaviour.DeclineCode).With(behaviour.Takes);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetBoolean(2))
        {
            throw new PaymentProviderException("The sandbox fails once, as the payment method asks.");
        }

        if (!reader.GetBoolean(3))
        {
            throw new PaymentProviderException("The key belongs to another charge.");
        }

        return Outcome(charge, reader);
    }
}
