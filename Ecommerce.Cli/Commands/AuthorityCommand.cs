using System.CommandLine;
using System.Runtime.InteropServices;
using Ecommerce.Cli.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>authority</c>: the development authority alone, where something else runs the agents.</summary>
internal static class AuthorityCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var sockets = new Option<string?>("--sockets")
        {
            Description = "Folder for the Workload API sockets, one a workload: DIR/<name>.sock "
                + "(default: the runtime folder of the data folder)",
            HelpName = "DIR",
        };
        var command = new Command("authority", "Serves the SPIFFE Workload API for development until Ctrl-C") { data, sockets };
        command.SetAction((parsed, _) => RunAsync(data.FolderOf(parsed), parsed.GetValue(sockets)));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder folder, string? sockets)
    {
        var end = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        folder.Create();
        var directory = Path.GetFullPath(sockets ?? folder.Sockets);
        await using var authority = await AuthorityLauncher.StartAsync(
            folder, directory, strict: false, TimeProvider.System, CancellationToken.None);
        Console.WriteLine($"Workload API sockets in {directory}");
        await end.Task;
        return ExitCodes.Done;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.TrySetResult();
        }
    }
}
