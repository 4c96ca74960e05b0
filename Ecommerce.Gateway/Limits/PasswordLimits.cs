using System.Threading.RateLimiting;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Bounds the requests that carry a password, which takes long to hash and can be guessed, and every sign-up at the public port, whose
/// answer tells whether an address is taken: those for one account from one caller, and all those of one caller, who may also have few of
/// them at the same time, so that one caller does not hold up all others. A wider network of IPv6 has some times as many a minute, since
/// its owner can be many addresses. A client with an SVID may have more, since it may ask for many users. Whoever guesses from elsewhere
/// does not keep an account's owner out.
/// </summary>
internal sealed class PasswordLimits : IDisposable
{
    private const int MaxConcurrentOfAddress = 2;

    // Fewer than the user agent queues.
    private const int MaxConcurrentOfClient = 8;

    // Counted by hash, as callers are.
    private const int Accounts = 65_536;

    private readonly PartitionedRateLimiter<CallerCounter> _callers;
    private readonly PartitionedRateLimiter<int> _accounts;

    public PasswordLimits(AgentSettings settings)
    {
        var limits = settings.Limits;
        _accounts = PartitionedRateLimiter.Create<int, int>(account => PerMinute(account, limits.AccountPasswordsPerMinute));
        _callers = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<CallerCounter, int>(caller => RequestLimits.AtOnce(
                caller.Own, Callers.IsClient(caller) ? MaxConcurrentOfClient : MaxConcurrentOfAddress)),
            PartitionedRateLimiter.Create<CallerCounter, int>(caller => PerMinute(
                caller, Callers.IsClient(caller) ? limits.ClientPasswordsPerMinute : limits.AddressPasswordsPerMinute)),
            PartitionedRateLimiter.Create<CallerCounter, int>(caller => RequestLimits.OfNetwork(
                caller, network => PerMinute(network, RequestLimits.NetworkMultiple * limits.AddressPasswordsPerMinute))));
    }

    /// <summary>Lets a request through until the result is disposed of.</summary>
    /// <param name="caller">The caller's counter; see <see cref="Callers"/>.</param>
    /// <param name="capability">What is called.</param>
    /// <param name="request">Its request.</param>
    /// <exception cref="ProblemException"><c>rate_limited</c>.</exception>
    public IDisposable? Enter(CallerCounter caller, Capability capability, IMessage request)
    {
        if (!capability.CarriesPassword(request) && (request is not CreateUserRequest || Callers.IsClient(caller)))
        {
            return null;
        }

        var turn = Acquire(_callers, caller, "from this caller");
        if (AccountOf(request) is { Length: > 0 } account)
        {
            try
            {
                var counter = (uint)HashCode.Combine(caller.Own, account.ToUpperInvariant()) % Accounts;
                Acquire(_accounts, (int)counter, "for this account").Dispose();
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }

        return turn;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _callers.Dispose();
        _accounts.Dispose();
    }

    private static RateLimitLease Acquire<T>(PartitionedRateLimiter<T> limiter, T counter, string whose)
    {
        var lease = limiter.AttemptAcquire(counter);
        return lease.IsAcquired
            ? lease
            : throw RateLimiting.Refusal(lease, GatewayTelemetry.Passwords, $"Too many requests with a password {whose}.");
    }

    // A request that changes a user's e-mail address is about the user.
    private static string? AccountOf(IMessage request) =>
        (request.Descriptor.FindFieldByName("user_id") ?? request.Descriptor.FindFieldByName("email"))?
            .Accessor.GetValue(request) as string;

    private static RateLimitPartition<int> PerMinute(int counter, int limit) =>
        RateLimitPartition.GetFixedWindowLimiter(counter, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = limit,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        });
}
