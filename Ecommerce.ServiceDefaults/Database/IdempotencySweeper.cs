using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.ServiceDefaults;

/// <summary>Forgets idempotency keys whose time is over, a few at a time.</summary>
internal sealed class IdempotencySweeper(
    IdempotencyStore store, NpgsqlDataSource database, TimeProvider time, ILogger<IdempotencySweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private const int Limit = 5000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await store.SweepAsync(database, Limit, stoppingToken);
                }
                catch (NpgsqlException e)
                {
                    Log.SweepFailed(logger, e.Message);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the agent stops
        }
    }
}
