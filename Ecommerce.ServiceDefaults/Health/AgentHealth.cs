using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Spiffe;

namespace Ecommerce.ServiceDefaults;

/// <summary>Whether the agent can serve: it has a valid identity, its policies are loaded and its database answers.</summary>
internal sealed class AgentHealth(X509Source identity, IPolicyEngine policies, NpgsqlDataSource database, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        _ = policies; // that it could be made at all means that they are loaded
        if (identity.Current is not { } current || !current.Svid.IsValidAt(time.GetUtcNow()))
        {
            return HealthCheckResult.Unhealthy("no valid SVID");
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(limit.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("no database");
        }
    }
}
