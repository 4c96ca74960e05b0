using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spiffe;

/// <summary>An X.509-SVID with its private key: the leaf and the intermediates that peers need to verify it. Immutable.</summary>
public sealed class X509Svid
{
    private const string IdEcPublicKey = "1.2.840.10045.2.1";

    private X509Svid(SpiffeId id, X509Certificate2 leaf, X509Certificate2Collection intermediates, string hint) =>
        (Id, Leaf, Intermediates, Hint, NotBefore, NotAfter) =
            (id, leaf, intermediates, hint, leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());

    /// <summary>The SPIFFE ID, which is also the leaf's only URI SAN.</summary>
    public SpiffeId Id { get; }

    /// <summary>The leaf, with its private key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>The signing certificates between the leaf and the bundle; often none.</summary>
    public X509Certificate2Collection Intermediates { get; }

    /// <summary>What the operator said about the use of this SVID; empty if nothing.</summary>
    public string Hint { get; }

    /// <summary>The first moment at which the leaf is valid.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>The last moment at which the leaf is valid.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>Whether the leaf is valid at <paramref name="time"/>.</summary>
    public bool IsValidAt(DateTimeOffset time) => NotBefore <= time && time <= NotAfter;

    /// <summary>Whether both leaves name one issuer, by its name and key.</summary>
    internal bool HasIssuerOf(X509Svid other) => Leaf.IssuerName.RawData.AsSpan().SequenceEqual(other.Leaf.IssuerName.RawData)
        && IssuerKey.SequenceEqual(other.IssuerKey);

    private ReadOnlySpan<byte> IssuerKey =>
        Leaf.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault() is { } key ? key.RawData : [];

    /// <summary>Parses what the Workload API carries (Workload API 5.1).</summary>
    /// <param name="id">The ID that the message names, which must be the leaf's.</param>
    /// <param name="chain">Concatenated DER, leaf first.</param>
    /// <param name="key">The leaf's private key, PKCS#8.</param>
    /// <param name="hint">The operator's hint, or empty.</param>
    /// <exception cref="FormatException">Something cannot be decoded, breaks the rules of leaves, or does not belong together.</exception>
    public static X509Svid Parse(string id, ReadOnlyMemory<byte> chain, ReadOnlySpan<byte> key, string hint = "")
    {
        var certificates = Der.Certificates(chain);
        if (certificates.Count == 0)
        {
            throw new FormatException($"the SVID of '{id}' is empty");
        }

        if (!X509LeafRules.TryGetId(certificates[0], out var leafId, out var reason))
        {
            throw new FormatException($"the SVID of '{id}' is refused: {reason}");
        }

        if (leafId.ToString() != id)
        {
            throw new FormatException($"the SVID of '{id}' names {leafId}");
        }

        return new X509Svid(leafId, WithKey(certificates[0], key), [.. certificates.Skip(1)], hint);
    }

    private static X509Certificate2 WithKey(X509Certificate2 leaf, ReadOnlySpan<byte> pkcs8)
    {
        try
        {
            using var ecdsa = leaf.GetKeyAlgorithm() == IdEcPublicKey ? ECDsa.Create() : null;
            using var rsa = ecdsa is null ? RSA.Create() : null;
            AsymmetricAlgorithm key = ecdsa is null ? rsa! : ecdsa;
            key.ImportPkcs8PrivateKey(pkcs8, out var length);
            if (length != pkcs8.Length)
            {
                throw new CryptographicException("bytes follow the key");
            }

            return ecdsa is null ? leaf.CopyWithPrivateKey(rsa!) : leaf.CopyWithPrivateKey(ecdsa);
        }
        // CopyWithPrivateKey throws ArgumentException for a key that is not the certificate's.
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new FormatException("the SVID's private key is refused: " + exception.Message, exception);
        }
    }
}
