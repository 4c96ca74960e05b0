using System.CommandLine;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Cli.Commands;

/// <summary><c>logs</c>: what the agents wrote.</summary>
internal static class LogsCommand
{
    private const int Lines = 100;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until Ctrl-C" };
        var name = new Argument<string?>("agent")
        {
            Description = $"{string.Join(", ", AgentNames.All)}, {ShopProcesses.Postgres}, {ShopProcesses.Authority}, "
                + $"{ShopProcesses.Dashboard}, {ShopProcesses.Storefront} or {ShopProcesses.Runner} (the runner); all if left out",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "[agent]",
        };
        var command = new Command("logs", $"Shows the last {Lines} lines of each log") { name, follow, data };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(data.FolderOf(parsed), parsed.GetValue(name), parsed.GetValue(follow), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder folder, string? name, bool follow, CancellationToken cancellationToken)
    {
        var all = Directory.Exists(folder.Logs) ? Directory.GetFiles(folder.Logs, "*.log").Order().ToList() : [];
        if (all.Count == 0)
        {
            throw new CommandException($"There are no logs in {folder.Logs}.");
        }

        var logs = all.Where(log => name is null || NameOf(log) == name).ToList();
        if (logs.Count == 0)
        {
            throw new CommandException($"There is no log of {name}. There are {string.Join(", ", all.Select(NameOf))}.");
        }

        var followers = logs.Select(log => (Source: NameOf(log), Output: LogFollower.FromEnd(log))).ToList();
        foreach (var log in logs)
        {
            Write(NameOf(log), LogTail.Read(log, Lines), many: logs.Count > 1);
        }

        while (follow)
        {
            foreach (var (source, output) in followers)
            {
                Write(source, output.ReadNew(), many: logs.Count > 1);
            }

            await Task.Delay(PollInterval, TimeProvider.System, cancellationToken);
        }

        return ExitCodes.Done;
    }

    private static string NameOf(string log) => Path.GetFileNameWithoutExtension(log);

    private static void Write(string source, string text, bool many)
    {
        if (!many)
        {
            Console.Write(text.Length == 0 || text.EndsWith('\n') ? text : text + "\n");
            return;
        }

        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Console.WriteLine($"{source,-9} | {line}");
        }
    }
}
