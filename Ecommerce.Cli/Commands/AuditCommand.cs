using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Audit;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.Commands;

/// <summary><c>audit</c>: what the agents recorded.</summary>
internal static class AuditCommand
{
    private static readonly int DefaultRetentionDays =
        int.Parse(AgentSchema.Default("authorization:audit:retention_days"), CultureInfo.InvariantCulture);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var retention = new NumberOption<int>(
            "--retention-days", $"Rows that were dropped earlier are found (default: {DefaultRetentionDays})", "N", 30, 9999);
        var verify = new Command(
            "verify", "Finds what was changed, deleted or added since it was sealed; exit code 0 only if nothing was")
        {
            data, retention,
        };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var verification = new Verification(
                client.Agents, TimeSpan.FromDays(parsed.GetValue(retention) ?? DefaultRetentionDays), TimeProvider.System);
            try
            {
                var reports = await Task.WhenAll(Agents.All.Select(agent => verification.RunAsync(agent, cancellationToken)));
                JsonOutput.Write(new JsonObject
                {
                    ["databases"] = new JsonArray([.. reports.Select(report => report.ToJson())]),
                    ["findings"] = new JsonArray([.. reports.SelectMany(report => report.Findings).Select(finding => finding.ToJson())]),
                });
                return reports.All(report => report.Found == 0) ? ExitCodes.Done : ExitCodes.Failed;
            }
            catch (ProblemException exception)
            {
                throw CommandException.OfAdministrator(exception);
            }
        });
        return new("audit", "Verifies the audit") { verify };
    }
}
