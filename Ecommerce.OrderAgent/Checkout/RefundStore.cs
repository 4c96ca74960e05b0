using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderAgent.Checkout;

/// <summary>What the payment agent's events change here: each once, in one transaction with the place in their stream.</summary>
internal sealed class RefundStore(CheckoutStore checkouts, CheckoutOptions options, ILogger<RefundStore> logger)
{
    /// <summary>The last event that was applied; 0 if none was.</summary>
    public static async Task<long> ReadCursorAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT after_event_id FROM payment_cursor", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Applies an event; one that was applied before, or that is of no order here, changes nothing.</summary>
    /// <returns>The saga's step and its checkout; null if it made none.</returns>
    public async Task<(CheckoutStep? Step, OrderCheckout? Saved)> ApplyAsync(
        NpgsqlConnection connection, PaymentEvent happened, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Checkout before order: the order of every writer's locks.
        var checkout = await CheckoutStore.LockAsync(connection, transaction, Guid.Parse(happened.OrderId), cancellationToken);
        CheckoutStep? step = null;
        if (checkout is not null)
        {
            await CheckoutStore.HastenAsync(connection, transaction, checkout.Order.OrderId, cancellationToken);
            step = Decide(checkout, await EventAsync(connection, transaction, checkout, happened, cancellationToken));
        }

        var saved = step is null ? null : await checkouts.SaveAsync(connection, transaction, step, cancellationToken);
        await SkipAsync(connection, happened.EventId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (step, saved);
    }

    /// <summary>Moves the place in the stream behind an event.</summary>
    public static async Task SkipAsync(NpgsqlConnection connection, long eventId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE payment_cursor SET after_event_id = $1 WHERE after_event_id < $1", connection);
        command.Parameters.Add(NpgsqlDbType.Bigint, eventId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private CheckoutStep? Decide(OrderCheckout checkout, CheckoutEvent? e)
    {
        if (e is null)
        {
            return null;
        }
        var step = CheckoutStep.Take(checkout, [e], options);
        return step.ChangesIntent || step.After.State != checkout.State ? step : null;
    }

    // While a payment is under way its owner asks for its end; an event only hastens that.
    private async Task<CheckoutEvent?> EventAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, OrderCheckout checkout, PaymentEvent happened,
        CancellationToken cancellationToken)
    {
        if (happened.Type is "refunded" or "voided"
            && Money.TryParse(happened.Amount, checkout.Order.Currency, out var amount) && amount > 0)
        {
            return await BookAsync(connection, transaction, checkout, happened, amount, cancellationToken);
        }
        return happened.Status == PaymentStatus.Captured && checkout.Closed
            ? new CheckoutEvent.Captured(Guid.Parse(happened.TransactionId)) : null;
    }

    private async Task<CheckoutEvent?> BookAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, OrderCheckout checkout, PaymentEvent happened, long amount,
        CancellationToken cancellationToken)
    {
        if (checkout.Order.Refunded + amount > checkout.Order.Total
            && !await IsBookedAsync(connection, transaction, happened.EventId, cancellationToken))
        {
            Log.RefundRefused(logger, happened.EventId, happened.Amount, happened.OrderId);
            return null;
        }

        await using var command = new NpgsqlCommand(
            """
            WITH booked AS (
                INSERT INTO order_refunds (event_id, order_id, amount) VALUES ($1, $2, $3) ON CONFLICT (event_id) DO NOTHING
                RETURNING order_id, amount),
            changed AS (
                UPDATE orders o SET refunded = refunded + booked.amount, last_event_id = last_event_id + 1, updated_at = now()
                FROM booked WHERE o.order_id = booked.order_id
                RETURNING o.order_id, o.last_event_id, o.status, o.refunded = o.total AS repaid),
            told AS (
                INSERT INTO order_events (order_id, event_id, type, status, detail)
                SELECT order_id, last_event_id, 'refund', status, $4 FROM changed)
            SELECT repaid FROM changed
            """,
            connection, transaction);
        command.Parameters.Add(NpgsqlDbType.Bigint, happened.EventId);
        command.Parameters.Add(NpgsqlDbType.Uuid, checkout.Order.OrderId);
        command.Parameters.Add(NpgsqlDbType.Bigint, amount);
        command.Parameters.Add(NpgsqlDbType.Text, happened.Amount);
        return await command.ExecuteScalarAsync(cancellationToken) is true ? new CheckoutEvent.Repaid() : null;
    }

    private static async Task<bool> IsBookedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long eventId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM order_refunds WHERE event_id = $1)", connection, transaction);
        command.Parameters.Add(NpgsqlDbType.Bigint, eventId);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
