using Ecommerce.ServiceDefaults.Resilience;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Database;

/// <summary>Deletes expired idempotency keys, a few at a time.</summary>
internal sealed class IdempotencySweeper(
    IdempotencyStore store, TimeProvider time, ILogger<IdempotencySweeper> logger) : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(5);
    private const int Limit = 5000;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [SweepAsync];

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await store.SweepAsync(Limit, cancellationToken);
        await PauseAsync(PollInterval, cancellationToken);
    }
}
