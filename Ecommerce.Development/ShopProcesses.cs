using Ecommerce.Development.Processes;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>The names of a shop's processes, and how they are stopped.</summary>
public static class ShopProcesses
{
    /// <summary>Name of the database server among <see cref="Instance.Processes"/>.</summary>
    public const string Postgres = "postgres";

    /// <summary>Name of the Aspire dashboard among <see cref="Instance.Processes"/>.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>Name of the storefront among <see cref="Instance.Processes"/>, and of its workload.</summary>
    public const string Storefront = "web";

    /// <summary>Name of the development authority's log.</summary>
    public const string Authority = "authority";

    /// <summary>Name of the runner's log.</summary>
    public const string Runner = "up";

    /// <summary>Name of an agent's process among <see cref="Instance.Processes"/>.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="replica">Its first process is 1.</param>
    public static string Of(string agent, int replica) => replica == 1 ? agent : $"{agent}-{replica}";

    // As long as a host waits for its current requests.
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Stops an agent or the dashboard: SIGTERM, up to 10 s for its current requests, SIGKILL.</summary>
    public static Task StopAsync(ProcessIdentity process, TimeProvider time) => process.StopAsync(time, (Signal.Terminate, DrainTimeout));

    /// <summary>Stops the processes that still run after their runner died: the agents, then the database server.</summary>
    /// <returns>The names of those that ran.</returns>
    public static async Task<IReadOnlyList<string>> StopOrphansAsync(Instance instance, TimeProvider time)
    {
        var orphans = instance.Processes.Where(process => process.Value.IsAlive).ToList();
        await Task.WhenAll(orphans.Where(orphan => orphan.Key != Postgres).Select(orphan => StopAsync(orphan.Value, time)));
        await Task.WhenAll(orphans.Where(orphan => orphan.Key == Postgres).Select(orphan => PostgresServer.StopAsync(orphan.Value, time)));
        return [.. orphans.Select(orphan => orphan.Key)];
    }
}
