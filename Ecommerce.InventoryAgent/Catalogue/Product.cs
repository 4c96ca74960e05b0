using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.InventoryAgent.Catalogue;

/// <summary>A line of the catalogue.</summary>
/// <param name="Sku">Its key; compared byte by byte.</param>
/// <param name="Name">For people.</param>
/// <param name="PriceMinor">The price of a unit in minor units of the currency; above zero.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Available">Units that can be reserved; never below zero.</param>
internal sealed record Product(string Sku, string Name, long PriceMinor, string Currency, long Available)
{
    /// <summary>The problem of a SKU that is not in the catalogue.</summary>
    /// <param name="field">The request's field that names it.</param>
    public static ProblemException NotFound(string field) => ProblemException.NotFound("SKU", field);

    /// <summary>The product as callers see it.</summary>
    public Contracts.V1.Product ToMessage() => new()
    {
        Sku = Sku,
        Name = Name,
        Price = Money.Format(PriceMinor, Currency),
        Currency = Currency,
        Available = Available,
    };

    /// <summary>The answer to a request for some units.</summary>
    public ItemAvailability ToAvailability(int requested) => new()
    {
        Sku = Sku,
        Requested = requested,
        Available = Available,
        Name = Name,
        Price = Money.Format(PriceMinor, Currency),
        Currency = Currency,
    };
}
