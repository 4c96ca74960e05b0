using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Clients;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Spiffe;
using Spiffe.Authority;

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
            Report(Export(client.Identity.Current!, Path.GetFullPath(path)), client.AddressOf(AgentNames.Gateway));
            return ExitCodes.Done;
        });
        return command;
    }

    // Each file is replaced atomically; a reader in between sees files of two SVIDs.
    private static JsonObject Export(X509Context context, string folder)
    {
        var svid = context.Svid;
        if (!context.Bundles.TryGet(svid.Id.TrustDomain, out var bundle))
        {
            throw new CommandException($"The Workload API returned no bundle for {svid.Id.TrustDomain}.");
        }

        // An existing folder keeps its mode; the files are their owner's alone in any case.
        Directory.CreateDirectory(folder, PrivateFiles.FolderMode);
        return new()
        {
            ["spiffe_id"] = svid.Id.ToString(),
            ["not_after"] = IdentityShowCommand.Time(svid.NotAfter),
            ["svid"] = Write("svid.pem", Pem([svid.Leaf, .. svid.Intermediates])),
            ["key"] = Write("key.pem", KeyOf(svid.Leaf) + "\n"),
            ["bundle"] = Write("bundle.pem", Pem(bundle.Authorities)),
        };

        string Write(string name, string pem)
        {
            var path = Path.Combine(folder, name);
            PrivateFiles.WriteAtomically(path, pem);
            return path;
        }
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

    private static string Pem(IEnumerable<X509Certificate2> certificates) =>
        string.Concat(certificates.Select(certificate => certificate.ExportCertificatePem() + "\n"));

    private static string KeyOf(X509Certificate2 leaf)
    {
        using var ecdsa = leaf.GetECDsaPrivateKey();
        using var rsa = leaf.GetRSAPrivateKey();
        return ecdsa?.ExportPkcs8PrivateKeyPem() ?? rsa!.ExportPkcs8PrivateKeyPem();
    }
}
