using System.Security.Cryptography.X509Certificates;

namespace Spiffe;

/// <summary>The X.509 authorities of one trust domain. Immutable.</summary>
public sealed class X509Bundle
{
    /// <summary>At most this many authorities of equal names are tried: a stranger's handshake may cost a search for each.</summary>
    private const int MaxNamesakes = 16;

    internal X509Bundle(TrustDomain trustDomain, IReadOnlyList<X509Certificate2> authorities)
    {
        (TrustDomain, Authorities) = (trustDomain, authorities);
        Namesakes = [.. authorities.DistinctBy(authority => authority.Thumbprint)
            .GroupBy(authority => Convert.ToHexString(authority.SubjectName.RawData))
            .Where(group => group.Skip(1).Any()).SelectMany(group => group).Take(MaxNamesakes)];
    }

    /// <summary>The trust domain whose SVIDs these authorities sign.</summary>
    public TrustDomain TrustDomain { get; }

    /// <summary>The authorities, in the order of the Workload API; there may be expired ones among them.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; }

    /// <summary>Those authorities whose name another one bears too.</summary>
    internal IReadOnlyList<X509Certificate2> Namesakes { get; }

    /// <summary>Parses concatenated DER certificates.</summary>
    /// <exception cref="FormatException">The bundle is empty or cannot be decoded.</exception>
    public static X509Bundle Parse(TrustDomain trustDomain, ReadOnlyMemory<byte> der)
    {
        try
        {
            var authorities = Der.Certificates(der);
            return authorities.Count > 0 ? new X509Bundle(trustDomain, authorities) : throw new FormatException("it is empty");
        }
        catch (FormatException exception)
        {
            throw new FormatException($"the bundle of {trustDomain} cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Whether one of the authorities is exactly this certificate.</summary>
    public bool Contains(ReadOnlySpan<byte> certificate)
    {
        foreach (var authority in Authorities)
        {
            if (authority.RawDataMemory.Span.SequenceEqual(certificate))
            {
                return true;
            }
        }

        return false;
    }
}
