using System.Text.Json;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>Reads what may be missing from Stripe's objects.</summary>
internal static class StripeJson
{
    /// <summary>The object in a field; an empty element if there is none.</summary>
    public static JsonElement Object(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object
            ? inner
            : default;

    /// <summary>The text in a field; null if there is none.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.String
            ? inner.GetString()
            : null;

    /// <summary>The whole number in a field; 0 if there is none.</summary>
    public static long Number(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var inner)
            && inner.ValueKind == JsonValueKind.Number && inner.TryGetInt64(out var number)
            ? number
            : 0;

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement list) =>
        list.ValueKind == JsonValueKind.Object && list.TryGetProperty("data", out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : [];
}
