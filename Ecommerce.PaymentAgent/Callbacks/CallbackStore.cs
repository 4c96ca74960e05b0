using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Database;
using Npgsql;

namespace Ecommerce.PaymentAgent.Callbacks;

/// <summary>
/// Takes the provider's messages. A message only makes the provider be asked at once; what it says of the state is not believed, so that
/// order and number of messages do not matter.
/// </summary>
internal sealed class CallbackStore(NpgsqlDataSource database, TimeProvider time, ILogger<CallbackStore> logger)
{
    // Providers repeat a message for some days.
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>Takes a verified message, once.</summary>
    /// <returns>Whether it concerns a payment.</returns>
    public async Task<bool> AcceptAsync(string provider, ProviderEvent message, CancellationToken cancellationToken)
    {
        if (message.TransactionId is not { } transaction)
        {
            return false;
        }

        var now = time.GetUtcNow();
        await using var command = database.CreateCommand(CallbackSql.Accept)
            .With(provider).With(message.EventId).With(message.Type).With(now).With(transaction).With(message.ChargeReference)
            .With(message.FailedRefund).With(now - Retention);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        if (reader.GetBoolean(0))
        {
            Log.EventAccepted(logger, transaction, message.EventId, message.Type);
        }

        if (reader.GetBoolean(0) && reader.GetBoolean(1))
        {
            Log.RefundReversed(logger, message.FailedRefund!, transaction);
            PaymentTelemetry.Reversed.Add(1);
        }

        return true;
    }
}
