using System.Security.Cryptography;

namespace Rego.Bundles;

/// <summary>Which bundles are read.</summary>
public sealed class RegoBundleOptions
{
    /// <summary>
    /// The public keys, RSA or ECDSA, one of which must have signed the bundle. Null by default: signatures are not looked at, and whoever
    /// can write the file decides.
    /// </summary>
    public IReadOnlyList<AsymmetricAlgorithm>? Keys { get; init; }

    /// <summary>The <c>scope</c> that the signature must have; empty by default, which is none.</summary>
    public string Scope { get; init; } = "";

    /// <summary>The most bytes that the archive may have when unpacked. 16 MiB by default.</summary>
    public int MaxBytes { get; init; } = 16 << 20;

    /// <summary>The most files. 1,000 by default.</summary>
    public int MaxFiles { get; init; } = 1000;

    /// <summary>Reads the keys of a PEM file: one or more blocks <c>PUBLIC KEY</c> (RFC 7468 13).</summary>
    /// <exception cref="RegoBundleException">It holds anything else, or none.</exception>
    public static IReadOnlyList<AsymmetricAlgorithm> ReadKeys(string pem)
    {
        List<AsymmetricAlgorithm> keys = [];
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var block); rest = rest[block.Location.End..])
        {
            if (rest[block.Label] is not "PUBLIC KEY")
            {
                throw new RegoBundleException($"a {rest[block.Label]} is not a PUBLIC KEY");
            }

            keys.Add(Read(rest[block.Location]));
        }

        return keys.Count > 0 ? keys : throw new RegoBundleException("there is no PUBLIC KEY in PEM");
    }

    private static AsymmetricAlgorithm Read(ReadOnlySpan<char> block)
    {
        Exception? fault = null;
        foreach (var create in new Func<AsymmetricAlgorithm>[] { ECDsa.Create, RSA.Create })
        {
            var key = create();
            try
            {
                key.ImportFromPem(block);
                return key;
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                key.Dispose();
                fault = exception;
            }
        }

        throw new RegoBundleException("a PUBLIC KEY is neither RSA nor ECDSA", fault);
    }
}
