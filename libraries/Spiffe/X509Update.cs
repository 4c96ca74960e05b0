using Spiffe.WorkloadApi;

namespace Spiffe;

/// <summary>A checked message of the Workload API, before it is known whether it changes anything.</summary>
internal sealed record X509Update(X509Svid Svid, IReadOnlyList<X509Svid> Svids, X509BundleSet Bundles)
{
    /// <summary>Checks the whole message: one bad SVID spoils it, since no message is partial (Workload API 4.3, 4.5).</summary>
    /// <exception cref="FormatException">A part of the message is absent, malformed or refused.</exception>
    public static X509Update Parse(X509SVIDResponse message, X509SourceOptions options)
    {
        if (message.Svids.Count == 0)
            throw new FormatException("the message has no SVID");
        var svids = message.Svids
            .Select(svid => X509Svid.Parse(svid.SpiffeId, svid.X509Svid.Memory, svid.X509SvidKey.Span, svid.Hint)).ToList();
        var chosen = options.Id is null ? svids[0] : svids.Find(svid => svid.Id == options.Id)
            ?? throw new FormatException($"no SVID for {options.Id}, only for {string.Join(", ", svids.Select(svid => svid.Id))}");
        return new X509Update(chosen, svids, ParseBundles(message, options));
    }

    private static X509BundleSet ParseBundles(X509SVIDResponse message, X509SourceOptions options)
    {
        var bundles = new Dictionary<TrustDomain, X509Bundle>();
        foreach (var svid in message.Svids)
        {
            var domain = SpiffeId.Parse(svid.SpiffeId).TrustDomain;
            var bundle = X509Bundle.Parse(domain, svid.Bundle.Memory);
            if (options.RefuseDevelopmentAuthority && bundle.Authorities.Any(DevelopmentMarker.IsOn))
                throw new FormatException($"the bundle of {domain} holds a development authority, which this environment refuses");
            bundles[domain] = bundle;
        }
        foreach (var (key, der) in message.FederatedBundles)
        {
            if (!SpiffeId.TryParse(key, out var id) || id.Path.Length > 0)
                throw new FormatException($"the key of a federated bundle is not the ID of a trust domain: '{key}'");
            var bundle = X509Bundle.Parse(id.TrustDomain, der.Memory);
            // A partner's development authority must not keep this workload from rotating: the partner alone is left out.
            if (!options.RefuseDevelopmentAuthority || !bundle.Authorities.Any(DevelopmentMarker.IsOn))
                bundles.TryAdd(id.TrustDomain, bundle);
        }
        return new X509BundleSet(bundles.Values);
    }
}
