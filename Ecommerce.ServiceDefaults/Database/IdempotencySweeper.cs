using Ecommerce.ServiceDefaults.Resilience;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>Deletes expired idempotency keys, a batch at a time, until none is left.</summary>
internal sealed class IdempotencySweeper(
    IdempotencyStore store, TimeProvider time, ILogger<IdempotencySweeper> logger) : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(5);
    private const int BatchSize = 5000;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [SweepAsync];

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (await store.SweepAsync(BatchSize, cancellationToken) == BatchSize)
        {
        }

        await PauseAsync(PollInterval, cancellationToken);
    }
}
