using System.Globalization;
using Ecommerce.Web.Sessions;
using Ecommerce.Web.Views;

namespace Ecommerce.Web.Catalogue;

/// <summary>What can be bought.</summary>
internal static class CataloguePages
{
    private const int PageSize = 24;
    private const int LongestQuery = 100;

    /// <summary>All products, or those that a search finds.</summary>
    public static async Task ShowAsync(Visit visit)
    {
        var asked = visit.Context.Request.Query;
        var query = ((string?)asked["q"] ?? "").Trim();
        query = query.Length > LongestQuery ? query[..LongestQuery] : query;
        var found = ProductCatalogue.Search(await Catalogue(visit).AllAsync(visit.Aborted), query);
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var page = int.TryParse(asked["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, pages)
            : 1;
        await visit.ShowAsync<CataloguePage>(new()
        {
            ["Query"] = query,
            ["Products"] = found.Skip((page - 1) * PageSize).Take(PageSize).ToList(),
            ["Found"] = found.Count,
            ["Number"] = page,
            ["Pages"] = pages,
        });
    }

    /// <summary>One product.</summary>
    public static async Task ShowProductAsync(Visit visit) => await visit.ShowAsync<ProductPage>(new()
    {
        ["Product"] = await Catalogue(visit).FindAsync(
            (string)visit.Context.Request.RouteValues["sku"]!, visit.Gateway, visit.Aborted),
    });

    private static ProductCatalogue Catalogue(Visit visit) => visit.Context.RequestServices.GetRequiredService<ProductCatalogue>();
}
