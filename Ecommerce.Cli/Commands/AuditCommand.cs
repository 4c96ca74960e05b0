using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Audit;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Cli.Commands;

/// <summary><c>audit</c>: what the agents recorded.</summary>
internal static class AuditCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var data = new DataOption();
        var verify = new Command(
            "verify", "Finds what was changed, deleted or added since it was sealed; exit code 0 only if nothing was") { data };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), id: null, cancellationToken);
            var verification = new Verification(client.Agents, TimeProvider.System);
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
