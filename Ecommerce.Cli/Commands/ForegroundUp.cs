using System.Globalization;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary>Runs the shop until a signal.</summary>
internal static class ForegroundUp
{
    /// <summary>Starts, prints the addresses, waits for SIGINT, SIGTERM or SIGHUP, and stops in order.</summary>
    public static async Task<int> RunAsync(
        DataFolder folder, Ports ports, bool fresh, bool strict, TimeSpan? svidLifetime, IReadOnlyDictionary<string, string> agentVariables)
    {
        using var signals = new StopSignals();
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var instanceLock = Take(folder);
        var options = new ShopOptions(
            folder, ports, fresh, strict, Dashboard: Dashboard.Find(ports), AgentVariables: agentVariables, SvidLifetime: svidLifetime,
            Storefront: true);
        try
        {
            await using var shop = await Shop.StartAsync(
                options, instanceLock, new ShopProgress(Console.WriteLine, time), time, signals.Token);
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"all ready in {seconds:0.0} s\n\n{Welcome.Text(shop.Instance, folder)}"));
            shop.Announce();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, signals.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Console.WriteLine("stopping …");
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return ExitCodes.Failed;
        }

        return ExitCodes.Done;
    }

    private static InstanceLock Take(DataFolder folder)
    {
        folder.Create();
        return InstanceLock.TryTake(folder.LockFile) ?? throw new CommandException(
            $"A shop is already running on {folder.Root}. Stop it with ecommerce down{folder.Option}, "
            + "or choose another folder with --data-dir.");
    }
}
