using System.Collections.Frozen;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>The agent's skills: those of its capabilities that can be one, and those of others where it has some.</summary>
internal sealed class AgentSkills
{
    private readonly FrozenDictionary<string, CapabilityMethod> _byName;

    public AgentSkills(AgentInfo agent, CapabilityMethods methods, OtherSkills? others = null)
    {
        var own = CapabilityCatalogue.Of(agent.Name).Select(capability => methods.Find(capability.Name)!);
        var all = own.Concat(others?.Capabilities.Select(capability => Of(capability, others)) ?? [])
            .Where(method => AgentCards.IsSkill(method.Capability)).ToList();
        All = [.. all.Select(method => method.Capability)];
        _byName = all.ToFrozenDictionary(method => method.Capability.Name);
    }

    /// <summary>All of them, its own first.</summary>
    public IReadOnlyList<Capability> All { get; }

    /// <summary>The skill's method; null if there is no such skill.</summary>
    public CapabilityMethod? Find(string name) => _byName.GetValueOrDefault(name);

    private static CapabilityMethod Of(Capability capability, OtherSkills others) => new(
        capability,
        (request, context) => others.Call(capability, request, context),
        (request, write, context) => others.Stream(capability, request, write, context));
}
