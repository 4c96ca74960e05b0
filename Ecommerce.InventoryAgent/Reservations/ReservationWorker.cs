using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.InventoryAgent.Reservations;

/// <summary>Gives back the stock of holds whose time is over. Any number of replicas may run it at once.</summary>
internal sealed class ReservationWorker(ReservationStore store, TimeProvider time, ILogger<ReservationWorker> logger)
    : BackgroundLoop(time, logger)
{
    private const int BatchSize = 100;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(6);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [ExpireAsync];

    private async Task ExpireAsync(CancellationToken cancellationToken)
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
        await PauseAsync(PollInterval, cancellationToken);
    }
}
