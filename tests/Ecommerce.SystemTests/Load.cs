using System.Collections.Concurrent;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Buyers who look, read and order all the time, and note what they are told.</summary>
internal sealed class Load : IAsyncDisposable
{
    // Longer than any deadline: who waits that long hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<(string Kind, int Status), byte> _seen = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly HttpClient _door;
    private int _refused;
    private readonly (string Kind, Func<Task<RestAnswer>> Ask)[] _kinds;
    private readonly Task _buyers;

    private Load(ShopFixture shop, HttpClient door, string user, string sku)
    {
        _door = door;
        _kinds =
        [
            ("look", () => shop.Public.ReadAsync($"/api/v1/products/{sku}")),
            ("read", () => door.ReadAsync($"/api/v1/users/{user}")),
            ("order", () => door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, quantity: 1))),
        ];
        _buyers = Task.WhenAll(_kinds.Select(kind => Task.Run(() => BuyAsync(kind.Kind, kind.Ask))));
    }

    /// <summary>Answers other than success and 503 with Retry-After, and requests without an answer.</summary>
    public IReadOnlyCollection<string> Unexpected => _unexpected;

    /// <summary>How many answers were 503 with Retry-After.</summary>
    public int Refused => _refused;

    public static async Task<Load> StartAsync(ShopFixture shop, string user, string sku) =>
        new(shop, await shop.HttpOfAsync("cli"), user, sku);

    /// <summary>Forgets what was answered so far.</summary>
    public void Forget() => _seen.Clear();

    /// <summary>Waits until requests of each kind have got such an answer.</summary>
    public Task UntilEachAsync(Func<int, bool> wanted) => Eventually.HoldsAsync(
        () => Task.FromResult(_kinds.All(kind => _seen.Keys.Any(seen => seen.Kind == kind.Kind && wanted(seen.Status)))),
        () => $"answered was {string.Join(", ", _seen.Keys)}; unexpected: {string.Join(", ", _unexpected.Distinct())}");

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _buyers;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _door.Dispose();
        _stop.Dispose();
    }

    private async Task BuyAsync(string kind, Func<Task<RestAnswer>> ask)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var answer = await ask().WaitAsync(Patience);
                if (answer.Status >= 300 && !(answer.Status == 503 && answer.Headers.RetryAfter is not null))
                {
                    _unexpected.Enqueue($"{kind} {answer.Status} {answer.Body}");
                }

                if (answer.Status == 503)
                {
                    Interlocked.Increment(ref _refused);
                }

                _seen[(kind, answer.Status)] = 0;
            }
            catch (Exception exception) when (exception is HttpRequestException or TimeoutException or TaskCanceledException)
            {
                _unexpected.Enqueue($"{kind} {exception.Message}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
        }
    }
}
