using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Cli.Commands;

/// <summary><c>down</c>: stops the shop, also one whose runner was killed.</summary>
internal static class DownCommand
{
    // Longer than the agents' drain and the server's shutdown.
    private static readonly TimeSpan RunnerTimeout = TimeSpan.FromSeconds(45);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var command = new Command("down", "Stops the shop in order; only its data stays") { data };
        command.SetAction((parsed, _) => RunAsync(data.FolderOf(parsed), TimeProvider.System));
        return command;
    }

    /// <summary>Asks the runner to stop; then stops what it left, such as after it was killed.</summary>
    public static async Task<int> RunAsync(DataFolder folder, TimeProvider time)
    {
        if (!InstanceLock.IsHeld(folder.LockFile) && Instance.Read(folder) is null)
        {
            Console.WriteLine("Nothing is running.");
            return ExitCodes.Done;
        }

        if (Instance.Read(folder) is { Runner: { IsAlive: true } runner })
        {
            await runner.StopAsync(time, (Signal.Terminate, RunnerTimeout));
        }

        using var instanceLock = InstanceLock.TryTake(folder.LockFile)
            ?? throw new CommandException("A shop is being started there; try again.");
        if (Instance.Read(folder) is { } left)
        {
            var stopped = await ShopProcesses.StopOrphansAsync(left, time);
            if (stopped.Count > 0)
            {
                Console.WriteLine($"Its runner was gone; stopped {string.Join(", ", stopped)}.");
            }

            new InstanceRecord(folder, left.Ports, dashboardUrl: null).Delete();
        }

        Console.WriteLine("Stopped.");
        return ExitCodes.Done;
    }
}
