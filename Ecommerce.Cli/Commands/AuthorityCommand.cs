using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Cli.Commands;

/// <summary><c>authority</c>: the development authority alone, where other means run the agents.</summary>
internal static class AuthorityCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var sockets = SocketsOption();
        var lifetime = new LifetimeOption();
        var command = new Command("authority", "Serves the SPIFFE Workload API for development until Ctrl-C")
        {
            data, sockets, lifetime, AuthorityRotateCommand.Create(),
        };
        command.SetAction((parsed, _) => RunAsync(data.FolderOf(parsed), parsed.GetValue(sockets), parsed.GetValue(lifetime)));
        return command;
    }

    /// <summary>Where the sockets are.</summary>
    public static Option<string?> SocketsOption() => new("--sockets")
    {
        Description =
            "Folder of the Workload API sockets, one per workload: DIR/<name>.sock (default: the runtime folder of the data folder)",
        HelpName = "DIR",
    };

    private static async Task<int> RunAsync(DataFolder folder, string? sockets, TimeSpan? lifetime)
    {
        using var signals = new StopSignals();
        folder.Create();
        var directory = Path.GetFullPath(sockets ?? folder.Sockets);
        await using var authority = await AuthorityLauncher.StartAsync(
            folder, directory, strict: false, lifetime, TimeProvider.System, CancellationToken.None);
        Console.WriteLine($"Workload API sockets in {directory}");
        await LogRotation.RunAsync(folder.Logs, TimeProvider.System, signals.Token);
        return ExitCodes.Done;
    }
}
