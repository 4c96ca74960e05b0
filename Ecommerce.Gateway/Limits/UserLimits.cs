using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Limits;

/// <summary>Bounds the requests of a user, wherever they come from: beside the limits of addresses, once it is proven who asks.</summary>
internal sealed class UserLimits(AgentSettings settings) : IDisposable
{
    // Counted by hash, as callers are.
    private const int Users = 65_536;

    private readonly PartitionedRateLimiter<int> _users = PartitionedRateLimiter.Create<int, int>(
        user => RequestLimits.Rate(user, settings.Limits.UserRequestsPerSecond, settings.Limits.UserRequestsPerSecond));

    /// <summary>Counts a request.</summary>
    /// <param name="userId">Whose; null where no user is signed in.</param>
    /// <exception cref="ProblemException"><c>rate_limited</c>.</exception>
    public void Count(string? userId)
    {
        if (userId is null)
        {
            return;
        }

        using var lease = _users.AttemptAcquire((int)((uint)HashCode.Combine(userId) % Users));
        if (!lease.IsAcquired)
        {
            throw RateLimiting.Refusal(lease, GatewayTelemetry.User, "Too many requests of this user.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _users.Dispose();
}
