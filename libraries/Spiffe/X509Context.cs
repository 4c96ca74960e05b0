using System.Net.Security;

namespace Spiffe;

/// <summary>What a workload is and trusts at one moment: one message of the Workload API, checked. Immutable.</summary>
public sealed class X509Context
{
    private readonly Lazy<SslStreamCertificateContext> _tls;

    internal X509Context(X509Svid svid, IReadOnlyList<X509Svid> svids, X509BundleSet bundles, long generation)
    {
        (Svid, Svids, Bundles, Generation) = (svid, svids, bundles, generation);
        // Offline: no AIA address in a certificate is ever followed.
        _tls = new(() => SslStreamCertificateContext.Create(svid.Leaf, svid.Intermediates, offline: true));
    }

    /// <summary>The SVID in use: the one chosen by <see cref="X509SourceOptions.Id"/>, else the default (Workload API 5.3).</summary>
    public X509Svid Svid { get; }

    /// <summary>All SVIDs that the Workload API returned, in its order.</summary>
    public IReadOnlyList<X509Svid> Svids { get; }

    /// <summary>The bundle of the own trust domain and those of federated ones.</summary>
    public X509BundleSet Bundles { get; }

    /// <summary>Grows by one with each change of SVIDs or bundles, from 1.</summary>
    public long Generation { get; }

    /// <summary>The SVID with its intermediates as TLS presents it, made once for a generation.</summary>
    internal SslStreamCertificateContext Tls => _tls.Value;
}
