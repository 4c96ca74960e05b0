using System.Security.Cryptography.X509Certificates;

namespace Spiffe.Tls;

/// <summary>
/// The path from a peer's leaf to an authority of its own trust domain. Bundles are never merged (Federation 4.2): in a merged one
/// a partner's authority could come before the domain's authority of the same name and end the search for the issuer.
/// </summary>
/// <param name="NotAfter">The earliest end in the path.</param>
/// <param name="Authority">The authority that the path ends at, DER.</param>
internal sealed record PeerPath(DateTimeOffset NotAfter, ReadOnlyMemory<byte> Authority)
{
    /// <summary>Finds the path; null if there is none.</summary>
    /// <param name="leaf">The peer's leaf.</param>
    /// <param name="bundle">The bundle of the leaf's trust domain.</param>
    /// <param name="built">The chain that SslStream built; its policy holds the intermediates that the peer sent.</param>
    /// <param name="isTried">Whether that chain was built under this very bundle.</param>
    /// <param name="isValid">Whether that chain is valid.</param>
    /// <param name="problem">Why there is no path; empty if there is one.</param>
    public static PeerPath? Find(X509Certificate2 leaf, X509Bundle bundle, X509Chain built, bool isTried, bool isValid, out string problem)
    {
        var path = isTried ? Of(built, isValid, out problem) : Build(leaf, bundle.Authorities, built.ChainPolicy, out problem);
        // .NET takes the first authority of the issuer's name, even if its key does not fit, so those of one name are tried one by one.
        for (var i = 0; path is null && i < bundle.Namesakes.Count; i++)
        {
            path = Build(leaf, [bundle.Namesakes[i]], built.ChainPolicy, out _);
        }

        return path;
    }

    private static PeerPath? Build(
        X509Certificate2 leaf, IReadOnlyList<X509Certificate2> authorities, X509ChainPolicy policy, out string problem)
    {
        using var chain = new X509Chain { ChainPolicy = policy.Clone() };
        chain.ChainPolicy.CustomTrustStore.Clear();
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities.ToArray());
        var isValid = chain.Build(leaf);
        return Of(chain, isValid, out problem);
    }

    private static PeerPath? Of(X509Chain chain, bool isValid, out string problem)
    {
        problem = isValid ? "" : string.Join(", ", chain.ChainStatus.Select(status => status.Status));
        return isValid && chain.ChainElements.Count > 0
            ? new(chain.ChainElements.Min(element => element.Certificate.NotAfter.ToUniversalTime()),
                chain.ChainElements[^1].Certificate.RawDataMemory)
            : null;
    }
}
