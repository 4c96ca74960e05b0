using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Bounds the streams that are open at the same time, by user (or by caller, where no user is signed in) and in total, whichever way they
/// are asked for. The users of one caller, such as those behind one address, together have half of the total, so that who makes many
/// users does not have all of it. A place is taken once the policy has allowed the stream: who may not read one cannot fill them.
/// </summary>
internal sealed class StreamLimits : IDisposable
{
    // Counted by hash, as callers are.
    private const int Users = 65_536;

    private readonly PartitionedRateLimiter<Asker> _streams;

    public StreamLimits(AgentSettings settings)
    {
        var limits = settings.Limits;
        _streams = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Asker, Asker>(asker => RequestLimits.AtOnce(
                asker.User is null ? asker : asker with { Caller = 0 }, limits.CallerStreams)),
            PartitionedRateLimiter.Create<Asker, int>(asker => RequestLimits.AtOnce(
                asker.Caller, Math.Max(limits.CallerStreams, limits.Streams / 2))),
            PartitionedRateLimiter.Create<Asker, bool>(_ => RequestLimits.AtOnce(true, limits.Streams)));
    }

    /// <summary>Takes a place until the result is disposed of.</summary>
    /// <param name="caller">The caller's counter; see <see cref="Callers"/>.</param>
    /// <param name="userId">Whose stream it is; null where no user is signed in, or not known yet.</param>
    /// <exception cref="ProblemException"><c>rate_limited</c>.</exception>
    public IDisposable Enter(int caller, string? userId)
    {
        var lease = _streams.AttemptAcquire(new(caller, userId is null ? null : (int)((uint)HashCode.Combine(userId) % Users)));
        return lease.IsAcquired ? lease : throw RateLimiting.Refusal(lease, GatewayTelemetry.Requests, "Too many open streams.");
    }

    /// <inheritdoc/>
    public void Dispose() => _streams.Dispose();

    private readonly record struct Asker(int Caller, int? User);
}
