using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>Whether the agent's database answers. One for the agent's life, asked by one at a time.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private Task _question = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // A frozen server answers no cancellation either. The probe does not wait for that, and the question that is still open is not
        // joined by others: the pool's connections are for those who work.
        if (_question.IsCompleted)
        {
            _question = AskAsync();
        }

        try
        {
            await _question.WaitAsync(Limit, time, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("no database", exception);
        }
    }

    private async Task AskAsync()
    {
        using var limit = new CancellationTokenSource(Limit, time);
        await using var command = database.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(limit.Token);
    }
}
