using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>Whether the agent's database answers. A singleton that sends one query at a time.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(2);

    private Task _query = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A frozen server does not answer a cancellation either. The probe does not wait for it, and no second query is sent while one is
        // open: the pool's connections are for the agent's work.
        if (_query.IsCompleted)
        {
            _query = AskAsync();
        }

        try
        {
            await _query.WaitAsync(QueryTimeout, time, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("no database", exception);
        }
    }

    private async Task AskAsync()
    {
        using var limit = new CancellationTokenSource(QueryTimeout, time);
        await using var command = database.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(limit.Token);
    }
}
