using Ecommerce.Development;
using Npgsql;

namespace Ecommerce.Cli.Chaos;

/// <summary>What happens at the sandbox provider without the shop: there the buyer confirms a payment, or refuses it.</summary>
internal sealed class ProviderSide(Shop shop, TimeProvider time)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The buyer acts, as soon as the provider can be reached.</summary>
    public Task FinishAsync(Guid transaction, bool completed, CancellationToken cancellationToken) =>
        FinishAsync("SELECT finish_action($1, $2)", transaction, completed, cancellationToken);

    /// <summary>Whoever has not acted yet completes the payment.</summary>
    public Task FinishAllAsync(CancellationToken cancellationToken) => FinishAsync(
        "SELECT finish_action(split_part(key, '/', 1)::uuid, $2) FROM charges WHERE status = 'requires_action' AND $1 IS NOT NULL",
        Guid.Empty, completed: true, cancellationToken);

    private async Task FinishAsync(string sql, Guid transaction, bool completed, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            shop.Credentials.AppConnection(shop.Instance.Ports.Postgres, "sandbox")) { Pooling = false };
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var provider = NpgsqlDataSource.Create(connection);
                await using var command = provider.CreateCommand(sql);
                command.Parameters.Add(new() { Value = transaction });
                command.Parameters.Add(new() { Value = completed });
                await command.ExecuteNonQueryAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
            {
                await Task.Delay(RetryInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
