using System.Collections.Concurrent;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Callers who look, read and order all the time, and note what they are told.</summary>
internal sealed class Load : IAsyncDisposable
{
    // Longer than any deadline: who waits that long hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<(string Kind, int Status), byte> _seen = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly HttpClient? _door;
    private int _refused;
    private readonly (string Kind, Func<Task<RestAnswer>> Ask)[] _kinds;
    private readonly Task _buyers;

    private Load(HttpClient? door, params (string Kind, Func<Task<RestAnswer>> Ask)[] kinds)
    {
        (_door, _kinds) = (door, kinds);
        _buyers = Task.WhenAll(_kinds.Select(kind => Task.Run(() => BuyAsync(kind.Kind, kind.Ask))));
    }

    /// <summary>Answers other than success and 503 with Retry-After, and requests without an answer.</summary>
    public IReadOnlyCollection<string> Unexpected => _unexpected;

    /// <summary>How many answers were 503 with Retry-After.</summary>
    public int Refused => _refused;

    /// <summary>A client that orders for a user by its SVID.</summary>
    public static async Task<Load> StartAsync(ShopFixture shop, string user, string sku)
    {
        var door = await shop.HttpOfAsync("cli");
        return new(
            door,
            ("look", () => shop.Public.ReadAsync($"/api/v1/products/{sku}")),
            ("read", () => door.ReadAsync($"/api/v1/users/{user}")),
            ("order", () => door.SendAsync("POST", "/api/v1/orders", Rest.OrderOf(user, sku, quantity: 1))));
    }

    /// <summary>
    /// A user at the public port, who keeps one access token, and has the session renewed all the time to read by each new one.
    /// </summary>
    public static Load StartOf(ShopFixture shop, SignedIn user, string sku)
    {
        var refreshToken = (string)user.Session["refresh_token"]!;
        return new(
            door: null,
            ("read", () => shop.Public.ReadAsync($"/api/v1/users/{user.UserId}", user.Bearer)),
            ("order", () => shop.Public.SendAsync(
                "POST", "/api/v1/orders", Rest.OrderOf(user.UserId, sku, quantity: 1), user.Bearer)),
            ("renew", RenewAsync));

        async Task<RestAnswer> RenewAsync()
        {
            var renewed = await shop.Public.SendAsync(
                "POST", "/api/v1/sessions/refresh", $$"""{"refresh_token": "{{refreshToken}}"}""");
            if (renewed.Status != 200)
            {
                return renewed;
            }

            refreshToken = (string)renewed.Json["refresh_token"]!;
            return await shop.Public.ReadAsync(
                $"/api/v1/orders?user_id={user.UserId}&page_size=1", new SignedIn(user.UserId, renewed.Json).Bearer);
        }
    }

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
        _door?.Dispose();
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
