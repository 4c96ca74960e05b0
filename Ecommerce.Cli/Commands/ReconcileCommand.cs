using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Cli.Reconcile;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.Commands;

/// <summary><c>reconcile</c>: compares the agents' books, and changes nothing.</summary>
internal static class ReconcileCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Only orders that were placed since, such as 2026-01-31T12:00Z",
            HelpName = "TIME",
            CustomParser = ReadTime,
        };
        var skip = new Option<bool>("--skip-provider") { Description = "Do not ask the payment provider about each payment" };
        var data = new DataOption();
        var command = new Command("reconcile", "Compares orders, payments, reservations and the provider; exit code 0 only if they agree")
        {
            since, skip, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var books = new BookReader(client.Agents, askProvider: !parsed.GetValue(skip));
            try
            {
                var report = await Reconciliation.RunAsync(books, parsed.GetValue(since), TimeProvider.System, cancellationToken);
                JsonOutput.Write(report.ToJson());
                if (!report.Complete)
                {
                    await Console.Error.WriteLineAsync(
                        $"reconcile: more than {Reconciliation.MaxDrifts} differences; the orders after the last one were not compared");
                }

                return report.Agrees ? ExitCodes.Done : ExitCodes.Failed;
            }
            catch (ProblemException exception)
            {
                throw CommandException.OfAdministrator(exception);
            }
        });
        return command;
    }

    private static DateTimeOffset? ReadTime(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        result.AddError($"--since: {text} is not a time such as 2026-01-31T12:00Z.");
        return null;
    }
}
