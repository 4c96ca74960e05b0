using System.CommandLine;
using Ecommerce.Cli.OperatorConsole;
using Ecommerce.Cli.OperatorConsole.Door;
using Ecommerce.Cli.OperatorConsole.Shop;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>console</c>: pages for operators, on this machine and as long as the command runs.</summary>
internal static class ConsoleCommand
{
    private const int DefaultIdle = 30;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var port = new NumberOption<int>("--port", "The port on 127.0.0.1 (default: one that is free)", "N", 1024, 65535);
        var idle = new NumberOption<int>(
            "--idle", $"Ends when nobody has used it for so long (default: {DefaultIdle})", "MINUTES", 1, 1440);
        var data = new DataOption();
        var command = new Command("console", "Serves the operators' pages on this machine, and prints the link that opens them once")
        {
            port, idle, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = data.FolderOf(parsed);
            await using var shop = await ShopView.OpenAsync(folder, cancellationToken);
            using var stop = new StopSignals();
            await using var server = await ConsoleServer.StartAsync(
                parsed.GetValue(port) ?? 0, TimeSpan.FromMinutes(parsed.GetValue(idle) ?? DefaultIdle),
                new ConsoleRoutes(shop).Map, TimeProvider.System, cancellationToken);
            Console.WriteLine(server.Link);
            await Console.Error.WriteLineAsync(
                $"Open this link in a browser on this machine. It works once, for {(int)OneTimeLink.Lifetime.TotalMinutes} minutes. "
                + $"You act as {shop.Info.Id}. Ctrl-C ends the console.");
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token, server.Ended);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (server.Ended.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("Nobody used the console for a while; it has ended.");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
