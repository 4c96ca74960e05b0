using System.Collections.Frozen;
using Ecommerce.Contracts;

namespace Ecommerce.Gateway.Routing;

/// <summary>
/// The capabilities that a caller outside reaches by their name alone, as a tool: all of them, but for names that several agents have, and
/// <c>route</c>, by which any other could be reached.
/// </summary>
internal static class NamedCapabilities
{
    private static readonly FrozenDictionary<string, Capability> ByName = CapabilityCatalogue.All
        .GroupBy(capability => capability.Name)
        .Where(named => named.Count() == 1 && named.Key != "route")
        .ToFrozenDictionary(named => named.Key, named => named.Single());

    /// <summary>All of them, in the order of the catalogue.</summary>
    public static IReadOnlyList<Capability> All { get; } =
        [.. CapabilityCatalogue.All.Where(capability => ByName.ContainsKey(capability.Name))];

    /// <summary>The capability of that name, or null.</summary>
    public static Capability? Find(string name) => ByName.GetValueOrDefault(name);
}
