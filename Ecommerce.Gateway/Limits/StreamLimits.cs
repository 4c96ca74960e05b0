using System.Threading.RateLimiting;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Bounds the streams that are open at the same time, by caller and in total, whichever way they are asked for. A place is taken once the
/// policy has allowed the stream: who may not read one cannot fill them.
/// </summary>
internal sealed class StreamLimits(AgentSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<int> _streams = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<int, int>(caller => RequestLimits.AtOnce(caller, settings.Limits.CallerStreams)),
        PartitionedRateLimiter.Create<int, bool>(_ => RequestLimits.AtOnce(true, settings.Limits.Streams)));

    /// <summary>Takes a place until the result is disposed of.</summary>
    /// <param name="caller">The caller's counter; see <see cref="Callers"/>.</param>
    /// <exception cref="ProblemException"><c>rate_limited</c>.</exception>
    public IDisposable Enter(int caller)
    {
        var lease = _streams.AttemptAcquire(caller);
        return lease.IsAcquired ? lease : throw RateLimiting.Refusal(lease, GatewayTelemetry.Requests, "Too many open streams.");
    }

    /// <inheritdoc/>
    public void Dispose() => _streams.Dispose();
}
