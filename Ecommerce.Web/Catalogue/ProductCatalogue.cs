using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Catalogue;

/// <summary>
/// The products, read whole every few seconds and at most so many: searching asks nobody, and a visitor looks around while the gateway is
/// away for a moment. What is ordered is priced and reserved by the agents, whatever is shown here.
/// </summary>
public sealed class ProductCatalogue(GatewayClient gateway, TimeProvider time) : IDisposable
{
    /// <summary>The most products that are shown.</summary>
    public const int Most = 2000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turn = new(1);
    private volatile Known? _known;

    /// <summary>All products.</summary>
    /// <exception cref="RefusedException">They are not known, and cannot be asked for.</exception>
    public async Task<IReadOnlyList<Product>> AllAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetElapsedTime(known.At) < Fresh)
        {
            return known.Products;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } read && time.GetElapsedTime(read.At) < Fresh)
            {
                return read.Products;
            }

            _known = new(await ReadAsync(cancellationToken), time.GetTimestamp());
            return _known.Products;
        }
        catch (RefusedException) when (_known is { } old && time.GetElapsedTime(old.At) < Usable)
        {
            return old.Products;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>One product as it is now.</summary>
    /// <exception cref="RefusedException"><c>not_found</c>, or it cannot be asked for.</exception>
    public Task<Product> FindAsync(string sku, CancellationToken cancellationToken) => gateway.GetAsync(
        $"/products/{Uri.EscapeDataString(sku)}", AnswerJson.Default.Product, accessToken: null, cancellationToken);

    /// <summary>What is known may be wrong: ask again.</summary>
    public void Forget() => _known = null;

    /// <summary>The products whose name or SKU holds each word; all of them without one.</summary>
    public static IReadOnlyList<Product> Search(IReadOnlyList<Product> products, string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? products : [.. products.Where(product => words.All(word => Holds(product, word)))];
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static bool Holds(Product product, string word) =>
        product.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || product.Sku.Contains(word, StringComparison.OrdinalIgnoreCase);

    private async Task<IReadOnlyList<Product>> ReadAsync(CancellationToken cancellationToken)
    {
        List<Product> products = [];
        var token = "";
        do
        {
            var page = await gateway.GetAsync(
                $"/products?page_size=100&page_token={Uri.EscapeDataString(token)}", AnswerJson.Default.ProductList, accessToken: null,
                cancellationToken);
            products.AddRange(page.Products);
            token = page.NextPageToken;
        }
        while (token.Length > 0 && products.Count < Most);
        return products;
    }

    private sealed record Known(IReadOnlyList<Product> Products, long At);
}
