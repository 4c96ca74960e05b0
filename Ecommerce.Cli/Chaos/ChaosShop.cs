using Ecommerce.Cli.Chaos.Network;
using Ecommerce.Cli.Commands;
using Ecommerce.Cli.Demo;
using Ecommerce.Development;
using Spiffe.Authority;

namespace Ecommerce.Cli.Chaos;

/// <summary>A system for one run, in a new folder; the folder is deleted unless something was found.</summary>
internal static class ChaosShop
{
    // All buyers come from one address.
    private static readonly string[] Limits =
        ["REQUESTS_PER_SECOND", "ADDRESS_REQUESTS_PER_SECOND", "ADDRESS_BURST", "CLIENT_REQUESTS_PER_SECOND"];

    /// <summary>Starts it, runs, and stops it.</summary>
    /// <param name="ports">Where it listens.</param>
    /// <param name="publishes">Whether it has a broker.</param>
    /// <param name="run">What is done with it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(ChaosReport Report, string Folder)> RunAsync(
        Ports ports, bool publishes, Func<ChaosRun, Task<ChaosReport>> run, TimeProvider time, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("ecommerce-chaos-");
        // As root the database server runs as another account, which must reach its data.
        PrivateFiles.CreateFolder(home.FullName, Environment.IsPrivilegedProcess ? FilePermissions.PassThrough : PrivateFiles.FolderMode);
        var failpoints = home.CreateSubdirectory("failpoints").FullName;
        var folder = DataFolder.Of(Path.Combine(home.FullName, "data"));
        folder.Create();
        var (log, writing) = (folder.LogOf("chaos"), new Lock());
        void Note(string line)
        {
            lock (writing)
            {
                File.AppendAllText(log, $"{time.GetUtcNow():O} {line}\n");
            }
        }

        var variables = Limits.ToDictionary(limit => $"AGENTWEAVE_LIMITS_{limit}", _ => "1000000");
        variables[UpCommand.FailpointsVariable] = failpoints;
        // Deadlines pass during a run, and holds end; buyers come back soon after an agent has.
        variables["Checkout__Deadline"] = "00:00:20";
        variables["AGENTWEAVE_TRANSPORT_CIRCUIT_BREAKER_RECOVERY_TIMEOUT_SECONDS"] = "1";
        var broker = publishes
            ? await BrokerSide.StartAsync(Path.Combine(home.FullName, "broker"), ports, time, cancellationToken) : null;
        if (broker is not null)
        {
            variables[BrokerSide.Variable] = broker.Address;
        }

        ChaosReport? report = null;
        try
        {
            await using (broker)
            await using (var links = new Links(time))
            await using (var shop = await Shop.StartAsync(
                new ShopOptions(folder, ports, AgentVariables: variables, PortOf: links.PortOf), InstanceLock.TryTake(folder.LockFile)!,
                new ShopProgress(Note, time), time, cancellationToken))
            {
                await using var tour = await TourShop.OpenAsync(folder, cancellationToken);
                var mood = new Mood();
                var faults = new Faults(shop, links, tour, mood, broker, failpoints, time);
                report = await run(new ChaosRun(shop, tour, faults, mood, Note, time));
            }
        }
        finally
        {
            if (report is { Violations.Count: 0 } || cancellationToken.IsCancellationRequested)
            {
                home.Delete(recursive: true);
            }
        }

        return (report, home.FullName);
    }
}
