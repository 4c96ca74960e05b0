using Npgsql;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>The transaction of a call that may be a repeat. Disposing it rolls back what is not committed.</summary>
/// <param name="connection">The transaction's connection; disposed with it.</param>
/// <param name="transaction">The transaction.</param>
/// <param name="claim">What an earlier call under the key left; null if the call has no key.</param>
public sealed class IdempotentTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, IdempotencyClaim? claim)
    : IAsyncDisposable
{
    /// <summary>The transaction; the caller commits it.</summary>
    public NpgsqlTransaction Transaction => transaction;

    /// <summary>What an earlier call under the key left; null if the call has no key.</summary>
    public IdempotencyClaim? Claim => claim;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
