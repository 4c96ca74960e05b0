using System.Net;
using System.Threading.RateLimiting;

namespace Ecommerce.Web.Hosting;

/// <summary>
/// Bounds the requests of one address. What they ask of the gateway it counts by the same address: passwords, for one.
/// </summary>
internal sealed class AddressLimits(WebSettings settings) : IDisposable
{
    // Counted by hash, so that any number of addresses needs no more counters than this.
    private const int Counters = 16_384;
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<int> _requests = PartitionedRateLimiter.Create<int, int>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.RequestsPerSecond * 2,
            TokensPerPeriod = settings.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it is within the limit.</returns>
    public bool Admit(HttpContext context)
    {
        using var lease = _requests.AttemptAcquire(CounterOf(context.Connection.RemoteIpAddress ?? IPAddress.None));
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();

    // RFC 4291 2.5.4: who owns a network has all of its addresses.
    private static int CounterOf(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var hash = new HashCode();
        hash.AddBytes(bytes.Length > NetworkBytes ? bytes.AsSpan(0, NetworkBytes) : bytes);
        return (int)((uint)hash.ToHashCode() % Counters);
    }
}
