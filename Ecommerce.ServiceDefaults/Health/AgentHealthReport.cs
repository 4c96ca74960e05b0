using System.Globalization;
using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>An agent's health, for callers that may ask.</summary>
internal sealed class AgentHealthReport(AgentInfo agent, AgentReadiness readiness, AgentMetrics metrics)
{
    /// <summary>Calls served since the start.</summary>
    public long TotalRequests => metrics.TotalRequests;

    /// <summary>Calls served since the start that failed with 5xx.</summary>
    public long TotalErrors => metrics.TotalErrors;

    public async Task<HealthResponse> CreateAsync(CancellationToken cancellationToken)
    {
        var report = await readiness.ReportAsync(cancellationToken);
        var (requests, errors) = (metrics.TotalRequests, metrics.TotalErrors);
        var response = new HealthResponse
        {
            Healthy = report.Status != HealthStatus.Unhealthy,
            AgentName = agent.Name,
            Version = agent.Version,
            Checks =
            {
                ["total_requests"] = requests.ToString(CultureInfo.InvariantCulture),
                ["total_errors"] = errors.ToString(CultureInfo.InvariantCulture),
                ["error_rate"] = string.Create(CultureInfo.InvariantCulture, $"{100.0 * errors / Math.Max(1, requests):0.0}%"),
            },
        };
        foreach (var (name, entry) in report.Entries)
        {
            response.Checks[name] = entry.Status == HealthStatus.Healthy ? "healthy"
                : $"{entry.Status.ToString().ToLowerInvariant()}: {entry.Description}";
        }

        return response;
    }
}
