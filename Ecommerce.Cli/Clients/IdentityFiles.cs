using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Commands;
using Ecommerce.Cli.Output;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.Cli.Clients;

/// <summary>An SVID as files, for programs that do not use the Workload API.</summary>
internal static class IdentityFiles
{
    /// <summary>
    /// Writes <c>svid.pem</c>, <c>key.pem</c> and <c>bundle.pem</c>. Each file is replaced atomically; a reader in between sees files of
    /// two SVIDs.
    /// </summary>
    /// <param name="context">What to write.</param>
    /// <param name="folder">Created if it does not exist; an existing one keeps its mode. The files are their owner's alone.</param>
    /// <returns><c>{spiffe_id, not_after, svid, key, bundle}</c>, the last three as paths.</returns>
    /// <exception cref="CommandException">There is no bundle.</exception>
    public static JsonObject Write(X509Context context, string folder)
    {
        var svid = context.Svid;
        if (!context.Bundles.TryGet(svid.Id.TrustDomain, out var bundle))
        {
            throw new CommandException($"The Workload API returned no bundle for {svid.Id.TrustDomain}.");
        }

        Directory.CreateDirectory(folder, PrivateFiles.FolderMode);
        return new()
        {
            ["spiffe_id"] = svid.Id.ToString(),
            ["not_after"] = IdentityShowCommand.Time(svid.NotAfter),
            ["svid"] = WriteFile("svid.pem", Pem([svid.Leaf, .. svid.Intermediates])),
            ["key"] = WriteFile("key.pem", KeyOf(svid.Leaf) + "\n"),
            ["bundle"] = WriteFile("bundle.pem", Pem(bundle.Authorities)),
        };

        string WriteFile(string name, string pem)
        {
            var path = Path.Combine(folder, name);
            PrivateFiles.WriteAtomically(path, pem);
            return path;
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
