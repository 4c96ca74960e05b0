namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>The three states, numbered as the gauge reports them.</summary>
internal enum CircuitState
{
    Closed = 0,
    Open = 1,
    HalfOpen = 2,
}

/// <summary>
/// Counts failures in a row to one peer. After <paramref name="threshold"/> of them nothing is sent for <paramref name="recovery"/>; then
/// <see cref="Probes"/> calls at most are let through at a time, and as many successes close it. Thread-safe.
/// </summary>
internal sealed class CircuitBreaker(int threshold, TimeSpan recovery, TimeProvider time)
{
    /// <summary>Calls let through at a time while half-open, and successes that close it.</summary>
    public const int Probes = 3;

    private readonly Lock _lock = new();
    private CircuitState _state;
    private int _failures;
    private int _probing;
    private int _succeeded;
    private long _openedAt;

    public CircuitState State
    {
        get
        {
            lock (_lock)
            {
                return _state == CircuitState.Open && time.GetElapsedTime(_openedAt) >= recovery ? CircuitState.HalfOpen : _state;
            }
        }
    }

    /// <summary>Whether a call may be sent now; each yes must be followed by one <see cref="Report"/>.</summary>
    /// <param name="retryAfter">How long to wait where it may not.</param>
    public bool TryEnter(out TimeSpan retryAfter)
    {
        lock (_lock)
        {
            retryAfter = TimeSpan.FromSeconds(1);
            if (_state == CircuitState.Open)
            {
                var left = recovery - time.GetElapsedTime(_openedAt);
                if (left > TimeSpan.Zero)
                {
                    retryAfter = left;
                    return false;
                }

                (_state, _probing, _succeeded) = (CircuitState.HalfOpen, 0, 0);
            }

            if (_state == CircuitState.HalfOpen && _probing >= Probes)
            {
                return false;
            }

            _probing += _state == CircuitState.HalfOpen ? 1 : 0;
            return true;
        }
    }

    /// <summary>
    /// Tells how a call ended: <c>true</c> reached the peer, <c>false</c> failed or timed out, null says nothing of the peer.
    /// </summary>
    /// <returns>The state that this call brought about, if it changed.</returns>
    public CircuitState? Report(bool? reached)
    {
        lock (_lock)
        {
            if (_state == CircuitState.HalfOpen)
            {
                _probing = Math.Max(0, _probing - 1);
            }

            return (_state, reached) switch
            {
                (CircuitState.Closed, true) => Stay(() => _failures = 0),
                (CircuitState.Closed, false) => ++_failures >= threshold ? Open() : null,
                (CircuitState.HalfOpen, true) => ++_succeeded >= Probes ? Close() : null,
                (CircuitState.HalfOpen, false) => Open(),
                _ => null,
            };
        }
    }

    private static CircuitState? Stay(Action action)
    {
        action();
        return null;
    }

    private CircuitState Open()
    {
        _openedAt = time.GetTimestamp();
        return _state = CircuitState.Open;
    }

    private CircuitState Close()
    {
        _failures = 0;
        return _state = CircuitState.Closed;
    }
}
