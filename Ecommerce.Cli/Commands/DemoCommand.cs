using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Demo;

namespace Ecommerce.Cli.Commands;

/// <summary><c>demo</c>: a told tour of the running shop, or buyers who keep it busy.</summary>
internal static class DemoCommand
{
    private const int DefaultBuyers = 4;

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var minutes = new Option<double>("--minutes") { Description = "Instead of the tour, keep ordering for so long and count the answers", HelpName = "M" };
        minutes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 60)) result.AddError("--minutes must be above 0 and at most 60.");
        });
        var load = new Option<int>("--load") { Description = $"How many buyers order at a time (default: {DefaultBuyers})", HelpName = "N" };
        load.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256) result.AddError("--load must be 1 to 256.");
        });
        var command = new Command("demo", "A told tour: an order, a denied call, a declined card, a sold-out order") { data, minutes, load };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var busy = parsed.GetResult(minutes) is not null || parsed.GetResult(load) is not null;
            await using var shop = await TourShop.OpenAsync(data.FolderOf(parsed), cancellationToken);
            try
            {
                return busy
                    ? await LoadAsync(shop, parsed.GetValue(load), parsed.GetValue(minutes), cancellationToken)
                    : await TourAsync(shop, cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                throw new CommandException($"The shop does not answer: {exception.Message}", exception) { ExitCode = ExitCodes.Unreachable };
            }
        });
        return command;
    }

    private static async Task<int> TourAsync(TourShop shop, CancellationToken cancellationToken)
    {
        var tell = new Narrator(terminal: !Console.IsOutputRedirected);
        await new Tour(shop, tell).RunAsync(cancellationToken);
        tell.Say("");
        tell.Say("Everything went as told.");
        return ExitCodes.Done;
    }

    // The shop may falter under way, but in the end it must serve every buyer.
    private static async Task<int> LoadAsync(TourShop shop, int buyers, double minutes, CancellationToken cancellationToken)
    {
        var summary = await new OrderLoad(shop, TimeProvider.System).RunAsync(
            buyers == 0 ? DefaultBuyers : buyers, TimeSpan.FromMinutes(minutes == 0 ? 1 : minutes), cancellationToken);
        Console.WriteLine(summary.ToJsonString());
        return summary["last"]!.AsObject().All(Served) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static bool Served(KeyValuePair<string, JsonNode?> count) => count.Key is "201" or "202";
}
