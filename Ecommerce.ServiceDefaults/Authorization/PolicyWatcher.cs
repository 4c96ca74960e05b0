using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Resilience;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// Looks for changed policies every few seconds. It compares the files' contents, so it notices every way of replacing them, also the
/// links that Kubernetes swaps for a ConfigMap.
/// </summary>
internal sealed class PolicyWatcher(RegoPolicyEngine engine, AuditLog audit, TimeProvider time, ILogger<PolicyWatcher> logger)
    : BackgroundLoop(time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [WatchAsync];

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (engine.Refresh())
            {
                audit.Record(AuditEvent.PolicyUpdate($"revision {engine.Revision}"));
            }
        }
    }
}
