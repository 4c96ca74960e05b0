using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Spiffe;

/// <summary>The bundles that a workload trusts, by trust domain: its own and the federated ones. Immutable.</summary>
public sealed class X509BundleSet
{
    private readonly FrozenDictionary<TrustDomain, X509Bundle> _bundles;

    /// <summary>The bundles of these trust domains, one of each.</summary>
    public X509BundleSet(IEnumerable<X509Bundle> bundles) => _bundles = bundles.ToFrozenDictionary(bundle => bundle.TrustDomain);

    /// <summary>All bundles, in no order.</summary>
    public IReadOnlyCollection<X509Bundle> All => _bundles.Values;

    /// <summary>The bundle of a trust domain; false if the domain is not trusted.</summary>
    public bool TryGet(TrustDomain domain, [NotNullWhen(true)] out X509Bundle? bundle) => _bundles.TryGetValue(domain, out bundle);
}
