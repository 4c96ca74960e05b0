using System.Net;
using System.Threading.RateLimiting;

namespace Ecommerce.Web.Hosting;

/// <summary>
/// Bounds the requests of one address. The gateway counts all that comes by way of the storefront as the storefront's, so that who guesses
/// passwords here would keep everybody else from signing in.
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

    private readonly PartitionedRateLimiter<int> _passwords = PartitionedRateLimiter.Create<int, int>(
        address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = settings.PasswordsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it is within the limit.</returns>
    public bool Admit(HttpContext context) => Take(_requests, context);

    /// <summary>Counts a request with a password.</summary>
    /// <returns>Whether it is within the limit.</returns>
    public bool AdmitPassword(HttpContext context) => Take(_passwords, context);

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _passwords.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<int> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(CounterOf(context.Connection.RemoteIpAddress ?? IPAddress.None));
        return lease.IsAcquired;
    }

    // RFC 4291 2.5.4: who owns a network has all of its addresses.
    private static int CounterOf(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var hash = new HashCode();
        hash.AddBytes(bytes.Length > NetworkBytes ? bytes.AsSpan(0, NetworkBytes) : bytes);
        return (int)((uint)hash.ToHashCode() % Counters);
    }
}
