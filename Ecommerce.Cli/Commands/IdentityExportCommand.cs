using System.CommandLine;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Commands;

/// <summary><c>identity export</c>: the SVID as files, for programs that do not use the Workload API.</summary>
internal static class IdentityExportCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var (data, identity) = (new DataOption(), new IdentityOption());
        var target = new Argument<string>("folder")
        {
            Description = "Where svid.pem, key.pem and bundle.pem go; earlier ones are replaced",
        };
        var command = new Command("export", "Writes the SVID, its key and the trust bundle as files for curl, grpcurl and the like")
        {
            target, identity, data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetRequiredValue(target) is not { Length: > 0 } path)
            {
                throw new CommandException("folder must name a folder.") { ExitCode = ExitCodes.Usage };
            }

            await using var client = await ShopClient.OpenAsync(data.FolderOf(parsed), parsed.GetValue(identity), cancellationToken);
            Report(IdentityFiles.Write(client.Identity.Current!, Path.GetFullPath(path)), client.AddressOf(AgentNames.Gateway));
            return ExitCodes.Done;
        });
        return command;
    }

    // Neither verifies SPIFFE IDs, and an SVID has no host name to verify: hence -k and -insecure.
    private static void Report(JsonObject files, Uri gateway)
    {
        var (svid, key) = (ShellWord.Of((string)files["svid"]!), ShellWord.Of((string)files["key"]!));
        files["curl"] = $"curl -k --cert {svid} --key {key} {new Uri(gateway, "api/v1/health")}";
        files["grpcurl"] =
            $"grpcurl -insecure -cert {svid} -key {key} -import-path {ShellWord.Of(RepositoryRoot.At("Ecommerce.Contracts", "Protos"))} "
            + $"-proto ecommerce/v1/gateway.proto {gateway.Authority} ecommerce.v1.GatewayService/Health";
        if (Console.IsOutputRedirected)
        {
            JsonOutput.Write(files);
            return;
        }

        // No table: its frame would break the two lines that are meant to be copied.
        foreach (var (name, value) in files)
        {
            Console.WriteLine(name is "curl" or "grpcurl" ? $"\n{value}" : $"{name,-10} {value}");
        }
    }
}
