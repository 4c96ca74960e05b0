namespace Spiffe.Tls;

/// <summary>
/// Ends a connection before its SVIDs do: it is retired in the last fifth of the time that they leave it, with jitter so that connections
/// do not renew all at once, and closed at the end even if calls are in progress.
/// </summary>
internal sealed class ConnectionLifetime : IDisposable
{
    /// <summary>Timers take no more than 49 days; a connection that old may as well be renewed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>The part of its time after which a connection is retired, and how much later at most.</summary>
    private const double RetirePoint = 0.8;
    private const double RetireJitter = 0.1;

    private readonly ITimer _retire;
    private readonly ITimer _close;

    public ConnectionLifetime(TimeProvider time, DateTimeOffset notAfter, Action retire, Action close)
    {
        var rest = notAfter - time.GetUtcNow();
        rest = rest < TimeSpan.Zero ? TimeSpan.Zero : rest > Longest ? Longest : rest;
        _retire =
            time.CreateTimer(
                _ => retire(), null, rest * (RetirePoint + (RetireJitter * Random.Shared.NextDouble())), Timeout.InfiniteTimeSpan);
        _close = time.CreateTimer(_ => close(), null, rest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Retires the connection within two seconds, but not at once: the peer gets its own new SVID at about the same time.
    /// </summary>
    public void RetireSoon() => _retire.Change(TimeSpan.FromSeconds(1 + Random.Shared.NextDouble()), Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _retire.Dispose();
        _close.Dispose();
    }
}
