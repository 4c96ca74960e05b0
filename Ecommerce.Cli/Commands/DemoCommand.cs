using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Demo;
using Ecommerce.Cli.Output;

namespace Ecommerce.Cli.Commands;

/// <summary><c>demo</c>: a guided tour of the running shop, or buyers who keep it busy.</summary>
internal static class DemoCommand
{
    private const int DefaultBuyers = 4;
    private const double DefaultMinutes = 1;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var minutes = new NumberOption<double>(
            "--minutes", $"Instead of the tour, keep ordering for that long and count the answers (default with --load: {DefaultMinutes})",
            "M", 0.01, 60);
        var load = new NumberOption<int>("--load", $"How many buyers order at once (default with --minutes: {DefaultBuyers})", "N", 1, 256);
        var command = new Command("demo", "A guided tour of a signed-in user: orders, another user's order, a denied call, a declined card")
        {
            data, minutes, load,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (length, buyers) = (parsed.GetValue(minutes), parsed.GetValue(load));
            await using var shop = await TourShop.OpenAsync(data.FolderOf(parsed), cancellationToken);
            try
            {
                return length is not null || buyers is not null
                    ? await LoadAsync(shop, buyers ?? DefaultBuyers, length ?? DefaultMinutes, cancellationToken)
                    : await TourAsync(shop, cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                throw new CommandException($"The shop does not answer: {exception.Message}", exception)
                {
                    ExitCode = ExitCodes.Unreachable,
                };
            }
        });
        return command;
    }

    private static async Task<int> TourAsync(TourShop shop, CancellationToken cancellationToken)
    {
        var tell = new Narrator(terminal: !Console.IsOutputRedirected);
        await new Tour(shop, tell).RunAsync(cancellationToken);
        tell.Say("");
        tell.Say("All checks passed.");
        return ExitCodes.Done;
    }

    // The shop may fail in between, but in the end it must serve every buyer.
    private static async Task<int> LoadAsync(TourShop shop, int buyers, double minutes, CancellationToken cancellationToken)
    {
        var summary = await new OrderLoad(shop, TimeProvider.System).RunAsync(
            buyers, TimeSpan.FromMinutes(minutes), cancellationToken);
        Console.WriteLine(summary.ToJsonString());
        return summary["last"]!.AsObject().All(Served) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static bool Served(KeyValuePair<string, JsonNode?> count) => count.Key is "201" or "202";
}
