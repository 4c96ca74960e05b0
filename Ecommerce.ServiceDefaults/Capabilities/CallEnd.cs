using Microsoft.Extensions.ObjectPool;

namespace Ecommerce.ServiceDefaults.Capabilities;

/// <summary>The end of one call; see <see cref="CallEnds"/>.</summary>
internal readonly struct CallEnd : IDisposable
{
    private readonly ObjectPool<CancellationTokenSource> _sources;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _retiring;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenRegistration _onRetiring;
    private readonly CancellationTokenRegistration _onCaller;

    public CallEnd(
        ObjectPool<CancellationTokenSource> sources, CancellationTokenSource source, CancellationToken retiring, CancellationToken caller)
    {
        (_sources, _source, _retiring, _caller) = (sources, source, retiring, caller);
        _onRetiring = retiring.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        _onCaller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
    }

    /// <summary>Cancelled at whichever end comes first.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the deadline ended the call. A caller that leaves at its own deadline ends it by the deadline too.</summary>
    public bool IsLate(DateTimeOffset deadline, DateTimeOffset now) =>
        _source.IsCancellationRequested && (now >= deadline || (!IsRetired && !_caller.IsCancellationRequested));

    /// <summary>Whether the peer's identity has ended.</summary>
    public bool IsRetired => _retiring.IsCancellationRequested;

    /// <summary>Whether the caller has left.</summary>
    public bool IsLeft => _caller.IsCancellationRequested;

    /// <summary>Ends it. No token of it is cancelled by an end that comes later.</summary>
    public void Dispose()
    {
        // Waits for a callback that runs now: a source that it still cancels must not become another call's.
        _onRetiring.Dispose();
        _onCaller.Dispose();
        _sources.Return(_source);
    }
}
