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

    // Half of what the gateway admits of the storefront as a whole, so that no address alone keeps a user from signing in.
    private const int PasswordsOfAccount = 5;

    private readonly PartitionedRateLimiter<int> _requests = PartitionedRateLimiter.Create<int, int>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.RequestsPerSecond * 2,
            TokensPerPeriod = settings.RequestsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    private readonly PartitionedRateLimiter<int> _passwords = PerMinute(settings.PasswordsPerMinute);
    private readonly PartitionedRateLimiter<int> _accounts = PerMinute(PasswordsOfAccount);

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it is within the limit.</returns>
    public bool Admit(HttpContext context) => Take(_requests, CounterOf(context));

    /// <summary>Counts a request with a password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Whose password; empty for nobody's yet.</param>
    /// <returns>Whether it is within the limits.</returns>
    public bool AdmitPassword(HttpContext context, string account) => Take(_passwords, CounterOf(context))
        && (account.Length == 0 || Take(_accounts, CounterOf(context, account.ToUpperInvariant())));

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _passwords.Dispose();
        _accounts.Dispose();
    }

    private static PartitionedRateLimiter<int> PerMinute(int permits) => PartitionedRateLimiter.Create<int, int>(
        counter => RateLimitPartition.GetFixedWindowLimiter(counter, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    private static bool Take(PartitionedRateLimiter<int> limiter, int counter)
    {
        using var lease = limiter.AttemptAcquire(counter);
        return lease.IsAcquired;
    }

    // RFC 4291 2.5.4: who owns a network has all of its addresses.
    private static int CounterOf(HttpContext context, string account = "")
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var hash = new HashCode();
        hash.AddBytes(bytes.Length > NetworkBytes ? bytes.AsSpan(0, NetworkBytes) : bytes);
        hash.Add(account);
        return (int)((uint)hash.ToHashCode() % Counters);
    }
}
