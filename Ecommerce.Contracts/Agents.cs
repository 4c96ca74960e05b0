using Ecommerce.Contracts.V1;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts;

/// <summary>
/// The agents' names, for attributes and switch labels. A name is the last path segment of the agent's SPIFFE ID, the name of its service
/// in discovery, of its policy package's first part (<c>user.authz</c>) and of its configuration file.
/// </summary>
public static class AgentNames
{
    /// <summary>The public entry.</summary>
    public const string Gateway = "gateway";

    /// <summary>Registration, profiles, tiers.</summary>
    public const string User = "user";

    /// <summary>Orders and the checkout saga.</summary>
    public const string Order = "order";

    /// <summary>Payments and refunds.</summary>
    public const string Payment = "payment";

    /// <summary>Catalogue, stock, reservations.</summary>
    public const string Inventory = "inventory";

    /// <summary>The administrator's identity (<c>agent/admin</c>): it calls, and nothing calls it.</summary>
    public const string Admin = "admin";

    /// <summary>The names of <see cref="Agents.All"/>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Agents.All.Select(agent => agent.Name)];
}

/// <summary>An agent that serves.</summary>
/// <param name="Name">One of <see cref="AgentNames"/>.</param>
/// <param name="Service">Its typed service, <c>ecommerce.v1.UserService</c> of <c>user</c>. Each RPC with the option <c>capability</c> is
/// one.</param>
/// <param name="Databases">The databases that it migrates and serves from. Each has an owner and an app role of its own.</param>
/// <param name="Witness">The agent that countersigns and keeps the heads of its audit's chain: another one.</param>
/// <param name="PortOffset">Its place in each range of ports, 0 to <see cref="Agents.MaxPortOffset"/>: mutual TLS is 8443 plus it.</param>
public sealed record AgentDefinition(
    string Name, ServiceDescriptor Service, IReadOnlyList<string> Databases, string Witness, int PortOffset);

/// <summary>The agents of the shop, once: whatever lists agents, their databases, ports or capabilities derives from here.</summary>
public static class Agents
{
    /// <summary>The highest port offset; each range of ports has room for it.</summary>
    public const int MaxPortOffset = 19;

    /// <summary>Every agent, the gateway first.</summary>
    public static IReadOnlyList<AgentDefinition> All { get; } =
    [
        new(AgentNames.Gateway, GatewayService.Descriptor, ["gateway"], AgentNames.User, 0),
        new(AgentNames.User, UserService.Descriptor, ["users"], AgentNames.Order, 1),
        new(AgentNames.Order, OrderService.Descriptor, ["orders"], AgentNames.Payment, 2),
        // The sandbox provider's database is its own: its truth outlives the payment agent.
        new(AgentNames.Payment, PaymentService.Descriptor, ["payments", "sandbox"], AgentNames.Inventory, 3),
        new(AgentNames.Inventory, InventoryService.Descriptor, ["inventory"], AgentNames.Gateway, 4),
    ];

    /// <summary>The agent that witnesses another's audit.</summary>
    public static AgentDefinition WitnessOf(string name)
    {
        var witness = All.Single(agent => agent.Name == name).Witness;
        return All.Single(agent => agent.Name == witness);
    }
}
