namespace Spiffe.Tls;

/// <summary>
/// The two ends of a connection's life: it is retired with jitter in the last fifth of the time that its SVIDs leave it, so that
/// connections do not renew in herds, and closed at the end whatever goes on in it.
/// </summary>
internal sealed class ConnectionLife : IDisposable
{
    /// <summary>Timers take no more than 49 days; a connection that old may as well be renewed.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly ITimer _retire;
    private readonly ITimer _close;

    public ConnectionLife(TimeProvider time, DateTimeOffset notAfter, Action retire, Action close)
    {
        var rest = notAfter - time.GetUtcNow();
        rest = rest < TimeSpan.Zero ? TimeSpan.Zero : rest > Longest ? Longest : rest;
        _retire = time.CreateTimer(_ => retire(), null, rest * (0.8 + Random.Shared.NextDouble() / 10), Timeout.InfiniteTimeSpan);
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
