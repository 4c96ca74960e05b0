using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Spiffe;

namespace Ecommerce.ServiceDefaults.Health;

/// <summary>
/// Whether the agent has an identity that lasts. SVIDs are renewed at about half of their lifetime, so an SVID in its last tenth is not
/// being renewed, and callers should be sent elsewhere before it expires.
/// </summary>
internal sealed class IdentityHealth(X509Source identity, TimeProvider time) : IHealthCheck
{
    private const int LastPart = 10;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Problem(identity.Current?.Svid, time.GetUtcNow()) is not { } problem ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(identity.Problem is { } cause ? $"{problem}: {cause}" : problem));

    /// <summary>What is wrong with an SVID at that moment; null if nothing is.</summary>
    private static string? Problem(X509Svid? svid, DateTimeOffset now)
    {
        if (svid is null)
        {
            return "no SVID";
        }

        var ends = svid.NotAfter.ToString("u", CultureInfo.InvariantCulture);
        return !svid.IsValidAt(now) ? $"the SVID ended at {ends}"
            : svid.NotAfter - now <= (svid.NotAfter - svid.NotBefore) / LastPart ? $"the SVID ends at {ends} and no newer one has come"
            : null;
    }
}
