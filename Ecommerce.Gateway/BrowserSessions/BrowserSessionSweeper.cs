using Ecommerce.ServiceDefaults.Resilience;

namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>Deletes browsers' sessions that have expired.</summary>
internal sealed class BrowserSessionSweeper(BrowserSessionStore sessions, TimeProvider time, ILogger<BrowserSessionSweeper> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMinutes(10);
    private const int BatchSize = 1000;

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [SweepAsync];

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (await sessions.SweepAsync(BatchSize, cancellationToken) < BatchSize)
        {
            await PauseAsync(PollInterval, cancellationToken);
        }
    }
}
