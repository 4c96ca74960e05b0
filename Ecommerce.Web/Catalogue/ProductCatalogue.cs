using Ecommerce.Contracts;
using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Catalogue;

/// <summary>
/// The products, read whole every few seconds and at most so many: searching asks nobody, and a visitor looks around while the gateway is
/// away for a moment. What is known is shown at once, and one task reads it anew behind; nobody else waits or asks. What is ordered is
/// priced and reserved by the agents, whatever is shown here.
/// </summary>
public sealed class ProductCatalogue(GatewayClient gateway, TimeProvider time)
{
    /// <summary>The most products that are shown.</summary>
    public const int Most = 2000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private Known? _known;
    private Failure? _failure;
    private Task<IReadOnlyList<Product>>? _reading;

    /// <summary>All products.</summary>
    /// <exception cref="RefusedException">They are not known, and cannot be asked for.</exception>
    public async Task<IReadOnlyList<Product>> AllAsync(CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<Product>> reading;
        IReadOnlyList<Product>? usable;
        lock (_gate)
        {
            usable = _known is { } known && time.GetElapsedTime(known.At) < Usable ? known.Products : null;
            if (usable is not null && !_known!.IsDoubted && time.GetElapsedTime(_known.At) < Fresh)
            {
                return usable;
            }

            if (_failure is { } failure && time.GetElapsedTime(failure.At) < Fresh)
            {
                return usable ?? throw new RefusedException(failure.Code);
            }

            reading = _reading ??= StartReading();
            if (usable is not null && !_known!.IsDoubted)
            {
                return usable;
            }
        }

        try
        {
            return await reading.WaitAsync(cancellationToken);
        }
        catch (RefusedException) when (usable is not null)
        {
            return usable;
        }
    }

    /// <summary>One product; the gateway is asked only where there are more than are known.</summary>
    /// <param name="sku">Which.</param>
    /// <param name="asker">Asks for the visitor, whom the gateway's limits count: who looks for many keeps no other from looking.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RefusedException"><c>not_found</c>, or it cannot be asked for.</exception>
    public async Task<Product> FindAsync(string sku, GatewayClient asker, CancellationToken cancellationToken)
    {
        var products = await AllAsync(cancellationToken);
        return products.FirstOrDefault(product => product.Sku == sku)
            ?? (products.Count < Most
                ? throw new RefusedException(ErrorCodes.NotFound)
                : await asker.GetAsync(
                    $"/products/{Uri.EscapeDataString(sku)}", AnswerJson.Default.Product, accessToken: null, cancellationToken));
    }

    /// <summary>What is known may be wrong: who asks next waits until it is read anew, if it can be.</summary>
    public void Doubt()
    {
        lock (_gate)
        {
            (_known, _reading) = (_known is null ? null : _known with { IsDoubted = true }, null);
        }
    }

    /// <summary>The products whose name or SKU holds each word; all of them without one.</summary>
    public static IReadOnlyList<Product> Search(IReadOnlyList<Product> products, string query)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0 ? products : [.. products.Where(product => words.All(word => Holds(product, word)))];
    }

    private static bool Holds(Product product, string word) =>
        product.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || product.Sku.Contains(word, StringComparison.OrdinalIgnoreCase);

    // Nobody's request ends it, since all wait for it. One that was begun before a doubt tells nobody else.
    private Task<IReadOnlyList<Product>> StartReading()
    {
        var done = new TaskCompletionSource<IReadOnlyList<Product>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = done.Task.ContinueWith(
            task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _ = Task.Run(async () =>
        {
            try
            {
                var products = await ReadAsync(CancellationToken.None);
                End(done.Task, () => (_known, _failure) = (new(products, time.GetTimestamp(), IsDoubted: false), null));
                done.SetResult(products);
            }
            catch (Exception exception)
            {
                var refused = exception as RefusedException ?? new RefusedException(ErrorCodes.Unavailable, inner: exception);
                End(done.Task, () => _failure = new(refused.Code, time.GetTimestamp()));
                done.SetException(refused);
            }
        });
        return done.Task;
    }

    private void End(Task<IReadOnlyList<Product>> reading, Action keep)
    {
        lock (_gate)
        {
            if (_reading == reading)
            {
                _reading = null;
                keep();
            }
        }
    }

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

    private sealed record Known(IReadOnlyList<Product> Products, long At, bool IsDoubted);

    private sealed record Failure(string Code, long At);
}
