using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Rest;

namespace Ecommerce.Gateway.OpenApi;

/// <summary>The codes with which an operation may be refused, each with its status.</summary>
internal static class OpenApiErrors
{
    // A token that is not good is refused everywhere, also where none is needed.
    private static readonly string[] Anywhere =
    [
        ErrorCodes.InvalidRequest, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.NotAcceptable, ErrorCodes.RateLimited,
        ErrorCodes.Internal, ErrorCodes.Unavailable, ErrorCodes.DeadlineExceeded,
    ];

    private static readonly string[] OfBodies = [ErrorCodes.RequestTimeout, ErrorCodes.UnsupportedMediaType];

    private static readonly string[] OfKeys = [ErrorCodes.IdempotencyKeyInUse, ErrorCodes.IdempotencyKeyReused];

    // What only the rules of these capabilities refuse.
    private static readonly Dictionary<string, string[]> OfRules = new()
    {
        ["create_user"] = [ErrorCodes.EmailTaken],
        ["update_profile"] = [ErrorCodes.EmailTaken, ErrorCodes.Conflict],
        ["set_password"] = [ErrorCodes.Conflict],
        ["create_order"] =
        [
            ErrorCodes.PriceChanged, ErrorCodes.OutOfStock, ErrorCodes.PaymentDeclined, ErrorCodes.InsufficientFunds,
            ErrorCodes.CheckoutExpired,
        ],
        ["cancel_order"] = [ErrorCodes.NotCancelable],
        ["refund_payment"] = [ErrorCodes.RefundExceedsPayment, ErrorCodes.Conflict],
    };

    /// <summary>The answers of a route's refusals, by status.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Of(RestRoute route, OpenApiComponents components)
    {
        var capability = route.Capability;
        return Of(
            [
                .. route.Verb == "GET" ? [] : OfBodies,
                .. capability.TakesKey ? OfKeys : [],
                .. NamesSomething(route) ? [ErrorCodes.NotFound] : Array.Empty<string>(),
                .. OfRules.GetValueOrDefault(capability.Name, []),
            ],
            components);
    }

    /// <summary>The answers of a task's refusals, by status; those of the capability's rules are its output.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> OfTasks(OpenApiComponents components) =>
        Of([.. OfBodies, ErrorCodes.NotFound], components);

    /// <summary>The answers of refusals that are possible anywhere, by status.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> OfAny(OpenApiComponents components) => Of([], components);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Of(string[] codes, OpenApiComponents components) =>
        from code in Anywhere.Concat(codes)
        group code by ErrorCodes.HttpStatus(code) into status
        orderby status.Key
        select KeyValuePair.Create($"{status.Key}", (JsonNode?)components.Problem([.. status]));

    // Also what may belong to another.
    private static bool NamesSomething(RestRoute route) => route.Path.Contains('{', StringComparison.Ordinal)
        || route.Capability.Request.Fields.InDeclarationOrder().Any(
            field => field.GetOptions()?.GetExtension(OptionsExtensions.Rules) is { Uuid: true });
}
