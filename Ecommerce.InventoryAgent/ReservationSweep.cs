using Ecommerce.ServiceDefaults.Hosting;

namespace Ecommerce.InventoryAgent;

/// <summary>Gives back the stock of holds whose time is over. Any number of replicas may sweep at once.</summary>
internal sealed class ReservationSweep(ReservationStore store, TimeProvider time, ILogger<ReservationSweep> logger)
    : BackgroundLoop(time, logger)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(6);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [SweepAsync];

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        int expired;
        do
        {
            expired = await store.ExpireAsync(BatchSize, cancellationToken);
            if (expired > 0)
            {
                Log.ReservationsExpired(Logger, expired);
            }
        }
        while (expired == BatchSize);
        await PauseAsync(Interval, cancellationToken);
    }
}
