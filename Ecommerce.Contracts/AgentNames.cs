
namespace Ecommerce.Contracts;

/// <summary>
/// The agents' names, once. A name is the last path segment of the agent's SPIFFE ID, the name of its service, of its policy
/// package's first part (<c>user.authz</c>) and of its configuration file.
/// </summary>
public static class AgentNames
{
    /// <summary>The public door.</summary>
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

    /// <summary>The five agents that serve, the gateway first.</summary>
    public static IReadOnlyList<string> All { get; } = [Gateway, User, Order, Payment, Inventory];
}
