using Ecommerce.Contracts;

namespace Ecommerce.Gateway.Rest;

/// <summary>A REST route and the capability behind it. Names in braces are fields of the capability's request.</summary>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Path">The path below <c>/api/v1</c>; of <see cref="RestRoutes.SigningKeys"/> all of it.</param>
/// <param name="Agent">Whose capability.</param>
/// <param name="Action">Which capability.</param>
/// <param name="Created">Where the created resource is, with a field of the reply in braces; null where nothing is created.</param>
/// <param name="IsRaw">Whether the body is handed on as it came, with the headers that it may be signed in.</param>
/// <param name="IsOfUser">Whether <c>user_id</c> may be left out by a user, who then is meant.</param>
/// <param name="Name">The operation's name where a capability has two routes; else the capability's.</param>
internal sealed record RestRoute(
    string Verb, string Path, string Agent, string Action, string? Created = null, bool IsRaw = false, bool IsOfUser = false,
    string? Name = null)
{
    /// <summary>The field that names a user.</summary>
    public const string UserField = "user_id";

    public Capability Capability { get; } = CapabilityCatalogue.Find(Agent, Action)
        ?? throw new InvalidOperationException($"{Agent} has no capability {Action}.");

    /// <summary>Whether the path names this field.</summary>
    public bool HasInPath(string field) => Path.Contains($"{{{field}}}", StringComparison.Ordinal);
}

/// <summary>The REST surface, as the contract lists it.</summary>
internal static class RestRoutes
{
    /// <summary>What the paths of <see cref="All"/> stand below.</summary>
    public const string Root = "/api/v1";

    /// <summary>Signing in by POST and out by DELETE, also by a browser's cookie.</summary>
    public const string Sessions = "/sessions";

    /// <summary>Any capability by its name, by POST.</summary>
    public const string Tasks = "/tasks";

    /// <summary>The health of the shop.</summary>
    public const string Health = "/health";

    /// <summary>The public keys that verify tokens, a JWK set of RFC 7517. Its path is no other's (RFC 8615).</summary>
    public static RestRoute SigningKeys { get; } = new("GET", "/.well-known/jwks.json", AgentNames.User, "get_signing_keys");

    public static IReadOnlyList<RestRoute> All { get; } =
    [
        new("POST", "/users", AgentNames.User, "create_user", Created: "/users/{user_id}"),
        new("GET", "/users/{user_id}", AgentNames.User, "get_user"),
        new("PATCH", "/users/{user_id}", AgentNames.User, "update_profile"),
        new("DELETE", "/users/{user_id}", AgentNames.User, "delete_user"),
        new("GET", "/users/{user_id}/export", AgentNames.User, "export_user"),
        new("PATCH", "/users/{user_id}/tier", AgentNames.User, "update_tier"),
        new("PUT", "/users/{user_id}/password", AgentNames.User, "set_password"),
        new("GET", "/users/{user_id}/sessions", AgentNames.User, "list_sessions"),
        new("DELETE", "/users/{user_id}/sessions/{session_id}", AgentNames.User, "revoke_session", Name: "end_session"),
        new("POST", Sessions, AgentNames.User, "authenticate"),
        new("POST", "/sessions/refresh", AgentNames.User, "refresh_session"),
        new("DELETE", Sessions, AgentNames.User, "revoke_session"),
        new("GET", "/products", AgentNames.Inventory, "list_products"),
        new("GET", "/products/{sku}", AgentNames.Inventory, "get_product"),
        new("POST", "/orders", AgentNames.Order, "create_order", Created: "/orders/{order_id}"),
        new("GET", "/orders", AgentNames.Order, "list_orders", IsOfUser: true),
        new("GET", "/orders/{order_id}", AgentNames.Order, "get_order"),
        new("POST", "/orders/{order_id}/cancel", AgentNames.Order, "cancel_order"),
        new("GET", "/orders/{order_id}/events", AgentNames.Order, "watch_order"),
        new("GET", "/payments/{transaction_id}", AgentNames.Payment, "get_payment"),
        new("POST", "/payments/{transaction_id}/refunds", AgentNames.Payment, "refund_payment", Created: "/payments/{transaction_id}"),
        new("POST", "/payments/callbacks/{provider}", AgentNames.Payment, "handle_provider_event", IsRaw: true),
    ];
}
