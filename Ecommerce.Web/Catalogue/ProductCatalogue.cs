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

    // However often one visitor is refused, which doubts what is known, it is read no more often than this.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Known? _known;
    private Failure? _failure;
    private Reading? _reading;
    private long? _begun;

    /// <summary>All products.</summary>
    /// <exception cref="RefusedException">They are not known, and cannot be asked for.</exception>
    public async Task<IReadOnlyList<Product>> AllAsync(CancellationToken cancellationToken)
    {
        Reading reading;
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
            return await reading.Done.Task.WaitAsync(cancellationToken);
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
            // A reading that has not begun will see what is doubted.
            (_known, _reading) = (
                _known is null ? null : _known with { IsDoubted = true }, _reading is { HasBegun: true } ? null : _reading);
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

    // Nobody's request ends it, since all wait for it. One that had begun before a doubt tells nobody else.
    private Reading StartReading()
    {
        var reading = new Reading();
        _ = reading.Done.Task.ContinueWith(
            task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _ = Task.Run(async () =>
        {
            try
            {
                for (TimeSpan wait; (wait = Begin(reading)) > TimeSpan.Zero;)
                {
                    await Task.Delay(wait, time);
                }

                var products = await ReadAsync(CancellationToken.None);
                End(reading, () => (_known, _failure) = (new(products, time.GetTimestamp(), IsDoubted: false), null));
                reading.Done.SetResult(products);
            }
            catch (Exception exception)
            {
                var refused = exception as RefusedException ?? new RefusedException(ErrorCodes.Unavailable, inner: exception);
                End(reading, () => _failure = new(refused.Code, time.GetTimestamp()));
                reading.Done.SetException(refused);
            }
        });
        return reading;
    }

    // How long it has still to wait; if not at all, it has begun.
    private TimeSpan Begin(Reading reading)
    {
        lock (_gate)
        {
            var wait = _begun is { } begun ? Pause - time.GetElapsedTime(begun) : TimeSpan.Zero;
            if (wait <= TimeSpan.Zero)
            {
                (_begun, reading.HasBegun) = (time.GetTimestamp(), true);
            }

            return wait;
        }
    }

    private void End(Reading reading, Action keep)
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

    private sealed class Reading
    {
        public TaskCompletionSource<IReadOnlyList<Product>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasBegun { get; set; }
    }
}
