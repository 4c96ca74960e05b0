using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>Applies the payment agent's events: each once, in one transaction with the position in their stream.</summary>
internal sealed class PaymentInboxStore(CheckoutStore checkouts, CheckoutOptions options, ILogger<PaymentInboxStore> logger)
{
    /// <summary>The last event that was applied; 0 if none was.</summary>
    public static async Task<long> ReadCursorAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(PaymentInboxSql.ReadCursor, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Applies an event; one that was applied before, or whose order is not here, changes nothing.</summary>
    /// <param name="connection">The session that holds the lock of the only replica that applies events.</param>
    /// <param name="happened">The event.</param>
    /// <param name="cancellationToken">Rolls the transaction back.</param>
    /// <returns>The saga's step and its checkout; null if it made none.</returns>
    public async Task<(CheckoutStep? Step, Checkout? Saved)> ApplyAsync(
        NpgsqlConnection connection, PaymentEvent happened, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Every writer locks the checkout before the order.
        var checkout = await CheckoutStore.LockAsync(transaction, Guid.Parse(happened.OrderId), cancellationToken);
        CheckoutStep? step = null;
        if (checkout is not null)
        {
            await CheckoutStore.HastenAsync(transaction, checkout.Order.OrderId, cancellationToken);
            step = Decide(checkout, await EventAsync(transaction, checkout, happened, cancellationToken));
        }

        var saved = step is null ? null : await checkouts.SaveAsync(transaction, step, cancellationToken);
        await SkipAsync(connection, happened.EventId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (step, saved);
    }

    /// <summary>Moves the position in the stream behind an event.</summary>
    public static async Task SkipAsync(NpgsqlConnection connection, long eventId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(PaymentInboxSql.MoveCursor, connection).With(eventId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private CheckoutStep? Decide(Checkout checkout, CheckoutEvent? e)
    {
        if (e is null)
        {
            return null;
        }

        var step = CheckoutStep.Take(checkout, [e], options);
        return step.ChangesIntent || step.After.State != checkout.State ? step : null;
    }

    // While a payment is under way, the checkout's holder asks for its outcome; an event only hastens that.
    private async Task<CheckoutEvent?> EventAsync(
        NpgsqlTransaction transaction, Checkout checkout, PaymentEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Type is "refunded" or "voided"
            && Money.TryParse(happened.Amount, checkout.Order.Currency, out var amount) && amount > 0)
        {
            return await BookAsync(transaction, checkout, happened, amount, cancellationToken);
        }

        return happened.Status == PaymentStatus.Captured && checkout.Closed
            ? new CheckoutEvent.Captured(Guid.Parse(happened.TransactionId)) : null;
    }

    private async Task<CheckoutEvent?> BookAsync(
        NpgsqlTransaction transaction, Checkout checkout, PaymentEvent happened, long amount, CancellationToken cancellationToken)
    {
        if (checkout.Order.Refunded + amount > checkout.Order.Total
            && !await IsBookedAsync(transaction, happened.EventId, cancellationToken))
        {
            Log.RefundRefused(logger, happened.EventId, happened.Amount, happened.OrderId);
            return null;
        }

        await using var command = transaction.CreateCommand(PaymentInboxSql.Book)
            .With(happened.EventId).With(checkout.Order.OrderId).With(amount).With(happened.Amount);
        return await command.ExecuteScalarAsync(cancellationToken) is true ? new CheckoutEvent.Repaid() : null;
    }

    private static async Task<bool> IsBookedAsync(NpgsqlTransaction transaction, long eventId, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(PaymentInboxSql.IsBooked).With(eventId);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
