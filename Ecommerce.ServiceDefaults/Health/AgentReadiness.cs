using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>
/// Whether the agent can serve, and if not, why. The checks run at most once a second, however many probes ask; probes in between share
/// the answer.
/// </summary>
internal sealed class AgentReadiness(HealthCheckService checks, TimeProvider time, ILogger<AgentReadiness> logger)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _report;
    private long _started;
    private string? _logged;

    /// <summary>Each check by its name. Only <see cref="HealthStatus.Unhealthy"/> keeps callers away.</summary>
    public Task<HealthReport> ReportAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_report is null || (_report.IsCompleted && time.GetElapsedTime(_started) >= Lifetime))
            {
                _started = time.GetTimestamp();
                _report = RunAsync();
            }

            return _report.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The HTTP probe: 200 <c>ready</c>, or 503 with one line that says what is missing.</summary>
    public async Task<IResult> ProbeAsync(CancellationToken cancellationToken)
    {
        var report = await ReportAsync(cancellationToken);
        return Results.Text(
            Describe(report),
            statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private async Task<HealthReport> RunAsync()
    {
        // Not under the lock: a check may answer at once.
        await Task.Yield();
        var report = await checks.CheckHealthAsync(CancellationToken.None);
        var now = Describe(report);
        if (now != Interlocked.Exchange(ref _logged, now))
        {
            Log.Readiness(logger, report.Status == HealthStatus.Unhealthy ? LogLevel.Warning : LogLevel.Information, now);
        }

        return report;
    }

    private static string Describe(HealthReport report) => report.Status == HealthStatus.Unhealthy
        ? "not ready: " + string.Join("; ", report.Entries.Where(entry => entry.Value.Status == HealthStatus.Unhealthy)
            .Select(entry => $"{entry.Key}: {entry.Value.Description}")).ReplaceLineEndings(" ")
        : "ready";
}
