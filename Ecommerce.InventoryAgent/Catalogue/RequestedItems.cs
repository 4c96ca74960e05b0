using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.InventoryAgent.Catalogue;

/// <summary>The lines of a request in one canonical order, each SKU once, so that two requests for the same are equal.</summary>
internal sealed class RequestedItems
{
    private readonly string[] _asSent;

    private RequestedItems(string[] asSent, string[] skus, int[] quantities) =>
        (_asSent, Skus, Quantities) = (asSent, skus, quantities);

    /// <summary>Sorted by their code units.</summary>
    public string[] Skus { get; }

    /// <summary>The units of the SKU at the same place; above zero.</summary>
    public int[] Quantities { get; }

    /// <summary>Takes a request's lines, which have passed the rules of their proto.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: a SKU appears twice.</exception>
    public static RequestedItems From(IReadOnlyList<Item> items)
    {
        ItemLines.EnsureEachSkuOnce(items);
        var sorted = items.OrderBy(item => item.Sku, StringComparer.Ordinal).ToArray();
        return new([.. items.Select(item => item.Sku)], [.. sorted.Select(item => item.Sku)], [.. sorted.Select(item => item.Quantity)]);
    }

    /// <summary>The units requested; 0 for a SKU that is not requested.</summary>
    public int QuantityOf(string sku) => Array.IndexOf(Skus, sku) is >= 0 and var i ? Quantities[i] : 0;

    /// <summary>The problem of SKUs that are unknown or short: of several the first, and what is unknown before what is short.</summary>
    /// <param name="shortages">One at least, each with how many are available; null if the catalogue has no such SKU.</param>
    public ProblemException Refuse(IEnumerable<(string Sku, long? Available)> shortages)
    {
        var (sku, available) = shortages.OrderBy(s => s.Available is not null).ThenBy(s => Array.IndexOf(_asSent, s.Sku)).First();
        return available is { } left
            ? new(ErrorCodes.OutOfStock, $"{sku}: {QuantityOf(sku)} requested, {left} available.", FieldOf(sku))
            : Product.NotFound(FieldOf(sku));
    }

    /// <summary>The field in which the request names the SKU, such as <c>items[0].sku</c>.</summary>
    public string FieldOf(string sku) => ItemLines.SkuField(Array.IndexOf(_asSent, sku));
}
