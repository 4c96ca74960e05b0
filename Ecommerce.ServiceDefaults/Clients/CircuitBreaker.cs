namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>The three states, numbered as the gauge reports them.</summary>
internal enum CircuitState
{
    Closed = 0,
    Open = 1,
    HalfOpen = 2,
}

/// <summary>
/// Counts consecutive failures of one peer. After <paramref name="threshold"/> of them no call is sent for <paramref name="recovery"/>;
/// then at most <see cref="Probes"/> calls at a time are let through, and as many successes close it. Thread-safe.
/// </summary>
internal sealed class CircuitBreaker(int threshold, TimeSpan recovery, TimeProvider time)
{
    /// <summary>Calls let through at a time while half-open, and successes that close it.</summary>
    public const int Probes = 3;

    private readonly Lock _lock = new();
    private volatile CircuitState _state;
    private volatile int _failures;
    private int _probing;
    private int _succeeded;
    private long _openedAt;

    /// <summary>Consecutive failures that open it.</summary>
    public int Threshold => threshold;

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

    /// <summary>Whether a call may be sent now; each call that may must be followed by one <see cref="Report"/>.</summary>
    /// <param name="retryAfter">How long to wait if it may not.</param>
    public bool TryEnter(out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.FromSeconds(1);
        if (_state == CircuitState.Closed)
        {
            return true;
        }

        lock (_lock)
        {
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

    /// <summary>Counts how a call ended.</summary>
    /// <param name="reached">True: the peer was reached. False: it failed. Null: the call says nothing about the peer.</param>
    /// <returns>The new state, if this call changed it.</returns>
    public CircuitState? Report(bool? reached)
    {
        // Most calls find it closed and without a failure: nothing is to be counted.
        if (reached == true && _failures == 0 && _state == CircuitState.Closed)
        {
            return null;
        }

        lock (_lock)
        {
            if (_state == CircuitState.HalfOpen)
            {
                _probing = Math.Max(0, _probing - 1);
            }

            switch (_state, reached)
            {
                case (CircuitState.Closed, true):
                    _failures = 0;
                    return null;
                case (CircuitState.Closed, false):
                    return ++_failures >= threshold ? Open() : null;
                case (CircuitState.HalfOpen, true):
                    return ++_succeeded >= Probes ? Close() : null;
                case (CircuitState.HalfOpen, false):
                    return Open();
                default:
                    return null;
            }
        }
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
