using System.CommandLine;
using System.Text.Json;
using Ecommerce.Cli.Output;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>status</c>: what runs and how well.</summary>
internal static class StatusCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var json = new Option<bool>("--json") { Description = "Print JSON also on a terminal" };
        var command = new Command("status", "Shows the agents, their addresses and their state; exit code 0 only if all is healthy")
        {
            json,
            data,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(data.FolderOf(parsed), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder folder, bool json, CancellationToken cancellationToken)
    {
        var report = await StatusReport.CreateAsync(folder, cancellationToken);
        if (json || Console.IsOutputRedirected)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, StatusJson.Default.StatusReport));
        }
        else
        {
            StatusTable.Write(report);
        }

        return report.IsHealthy ? ExitCodes.Done : report.IsRunning ? ExitCodes.Failed : ExitCodes.Unreachable;
    }
}
