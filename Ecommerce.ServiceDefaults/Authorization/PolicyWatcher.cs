using Microsoft.Extensions.Hosting;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// Looks for changed policies every few seconds. It reads and compares what the files hold, which sees every way of replacing them, also
/// the links that Kubernetes swaps for a ConfigMap.
/// </summary>
internal sealed class PolicyWatcher(RegoPolicyEngine engine, AuditLog audit, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (engine.Refresh())
            {
                audit.Record(AuditEvent.PolicyUpdate($"revision {engine.Revision}"));
            }
        }
    }
}
