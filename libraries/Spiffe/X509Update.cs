using Spiffe.WorkloadApi;

namespace Spiffe;

/// <summary>A checked message of the Workload API, before it is known whether it changes anything.</summary>
/// <param name="Svid">The SVID to use.</param>
/// <param name="Svids">All SVIDs.</param>
/// <param name="Bundles">The bundles to trust.</param>
/// <param name="LeftOut">Federated bundles that were left out, and why.</param>
internal sealed record X509Update(X509Svid Svid, IReadOnlyList<X509Svid> Svids, X509BundleSet Bundles, IReadOnlyList<string> LeftOut)
{
    /// <summary>
    /// Checks the whole message: one bad SVID spoils it, since no message is partial (Workload API 4.3, 4.5). A bad federated bundle
    /// leaves out that partner alone: another domain's mistake does not keep this workload from rotating.
    /// </summary>
    /// <exception cref="FormatException">A part of the message is absent, malformed or refused.</exception>
    public static X509Update Parse(X509SVIDResponse message, X509SourceOptions options)
    {
        if (message.Svids.Count == 0)
        {
            throw new FormatException("the message has no SVID");
        }

        var svids = message.Svids
            .Select(svid => X509Svid.Parse(svid.SpiffeId, svid.X509Svid.Memory, svid.X509SvidKey.Span, svid.Hint)).ToList();
        var chosen = options.Id is null ? svids[0] : svids.Find(svid => svid.Id == options.Id)
            ?? throw new FormatException($"no SVID for {options.Id}, only for {string.Join(", ", svids.Select(svid => svid.Id))}");
        var leftOut = new List<string>();
        return new X509Update(chosen, svids, ParseBundles(message, options, leftOut), leftOut);
    }

    private static X509BundleSet ParseBundles(X509SVIDResponse message, X509SourceOptions options, List<string> leftOut)
    {
        var bundles = new Dictionary<TrustDomain, X509Bundle>();
        foreach (var svid in message.Svids)
        {
            var domain = SpiffeId.Parse(svid.SpiffeId).TrustDomain;
            bundles[domain] = Parse(domain, svid.Bundle.Memory, options);
        }

        foreach (var (key, der) in message.FederatedBundles)
        {
            try
            {
                if (!SpiffeId.TryParse(key, out var id) || id.Path.Length > 0)
                {
                    throw new FormatException($"the key of a federated bundle is not the ID of a trust domain: '{key}'");
                }

                bundles.TryAdd(id.TrustDomain, Parse(id.TrustDomain, der.Memory, options));
            }
            catch (FormatException exception)
            {
                leftOut.Add(exception.Message);
            }
        }

        return new X509BundleSet(bundles.Values);
    }

    private static X509Bundle Parse(TrustDomain domain, ReadOnlyMemory<byte> der, X509SourceOptions options)
    {
        var bundle = X509Bundle.Parse(domain, der);
        return options.RefuseDevelopmentAuthority && bundle.Authorities.Any(DevelopmentMarker.IsOn)
            ? throw new FormatException($"the bundle of {domain} holds a development authority, which this environment refuses")
            : bundle;
    }
}
