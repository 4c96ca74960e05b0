using System.Collections.Frozen;
using Ecommerce.Contracts;

namespace Ecommerce.Gateway.Routing;

/// <summary>
/// The capabilities that a caller outside reaches by their name alone, as a tool: all of them, but for names that several agents have,
/// <c>route</c>, by which any other could be reached, and what takes or returns a secret, which is for no model to see.
/// </summary>
internal static class NamedCapabilities
{
    private static readonly FrozenDictionary<string, Capability> ByName = CapabilityCatalogue.All
        .GroupBy(capability => capability.Name)
        .Where(named => named.Count() == 1 && named.Key != "route")
        .Select(named => named.Single())
        .Where(capability => !Secrets.MayBeIn(capability))
        .ToFrozenDictionary(capability => capability.Name);

    /// <summary>All of them, in the order of the catalogue.</summary>
    public static IReadOnlyList<Capability> All { get; } =
        [.. CapabilityCatalogue.All.Where(capability => ByName.ContainsKey(capability.Name))];

    /// <summary>The capability of that name, or null.</summary>
    public static Capability? Find(string name) => ByName.GetValueOrDefault(name);
}
