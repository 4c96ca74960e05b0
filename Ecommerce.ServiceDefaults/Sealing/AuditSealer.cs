using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Sealing;

/// <summary>
/// Seals the audit's rows about once a second, and drops the months that are older than the retention. Without new rows it is one small
/// question a second.
/// </summary>
internal sealed class AuditSealer(
    SealStore seals, AuditLog audit, AgentSettings settings, TimeProvider time, ILogger<AuditSealer> logger) : BackgroundLoop(time, logger)
{
    // Keeps a long backlog from taking the database for itself.
    private const int MostLinks = 20;

    private static readonly TimeSpan SealInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MonthInterval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override IEnumerable<Func<CancellationToken, Task>> Turns => [SealAsync, KeepMonthsAsync];

    private async Task SealAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        try
        {
            for (var links = 0; links < MostLinks && await seals.SealAsync(cancellationToken) == SealStore.LinkLimit; links++)
            {
            }
        }
        catch (BrokenChainException exception)
        {
            Log.AuditChainBroken(Logger, exception.Message);
            audit.Record(AuditEvent.ChainBroken(exception.Message));
        }

        await PauseAsync(SealInterval, cancellationToken);
    }

    private async Task KeepMonthsAsync(CancellationToken cancellationToken)
    {
        using var unrecorded = AgentTelemetry.Unrecorded();
        var kept = Time.GetUtcNow() - settings.AuditRetention;
        await seals.KeepMonthsAsync(new DateOnly(kept.Year, kept.Month, 1), cancellationToken);
        await PauseAsync(MonthInterval, cancellationToken);
    }
}
