using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>The rules on a request's <c>items</c> that its proto cannot express.</summary>
public static class ItemLines
{
    /// <summary>Checks that no SKU appears twice; SKUs are compared byte by byte.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the second line.</exception>
    public static void EnsureEachSkuOnce(IReadOnlyList<Item> items)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (!seen.Add(items[i].Sku))
            {
                throw new ProblemException(
                    ErrorCodes.InvalidRequest, "The SKU appears twice: combine the lines into one.", SkuField(i));
            }
        }
    }

    /// <summary>The field of a line's SKU, such as <c>items[0].sku</c>.</summary>
    public static string SkuField(int index) => $"items[{index}].sku";
}
