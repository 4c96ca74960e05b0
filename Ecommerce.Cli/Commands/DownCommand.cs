using System.CommandLine;
using Ecommerce.Cli.Development;
using Ecommerce.Cli.Processes;

namespace Ecommerce.Cli.Commands;

/// <summary><c>down</c>: stops the shop, also one whose runner was killed.</summary>
internal static class DownCommand
{
    // The agents' drain, the server's shutdown, and some.
    private static readonly TimeSpan RunnerLimit = TimeSpan.FromSeconds(45);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var command = new Command("down", "Stops the shop in order; nothing of it stays behind but its data") { data };
        command.SetAction((parsed, _) => RunAsync(data.FolderOf(parsed), TimeProvider.System));
        return command;
    }

    /// <summary>Asks the runner to stop; what it leaves, or left when it was killed, is stopped here.</summary>
    public static async Task<int> RunAsync(DataFolder folder, TimeProvider time)
    {
        if (!InstanceLock.IsHeld(folder.LockFile) && Instance.Read(folder) is null)
        {
            Console.WriteLine("Nothing is running.");
            return ExitCodes.Done;
        }

        if (Instance.Read(folder) is { Runner: { IsAlive: true } runner })
        {
            await runner.StopAsync(time, (Signal.Terminate, RunnerLimit));
        }
        using var instanceLock = InstanceLock.TryTake(folder.LockFile)
            ?? throw new CommandException("One is just being started; try again.");
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
