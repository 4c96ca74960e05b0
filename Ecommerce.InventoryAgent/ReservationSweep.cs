namespace Ecommerce.InventoryAgent;

/// <summary>Gives back the stock of holds whose time is over. Any number of replicas may sweep at once.</summary>
internal sealed class ReservationSweep(ReservationStore store, TimeProvider time, ILogger<ReservationSweep> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await SweepAsync(stoppingToken);
            // Jittered, so that replicas do not sweep in step.
            await Task.Delay(Interval * (0.75 + Random.Shared.NextDouble() / 2), time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        try
        {
            int expired;
            do
            {
                expired = await store.ExpireAsync(BatchSize, ct);
                if (expired > 0)
                    Log.ReservationsExpired(logger, expired);
            }
            while (expired == BatchSize);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.SweepFailed(logger, e);
        }
        catch (OperationCanceledException)
        {
            // The agent stops.
        }
    }
}
