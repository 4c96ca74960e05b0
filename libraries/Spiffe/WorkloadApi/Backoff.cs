namespace Spiffe.WorkloadApi;

/// <summary>Waits that double from 0.1 seconds, each drawn from the upper half of its span against herds of clients.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private TimeSpan _span = First;

    public void Reset() => _span = First;

    /// <summary>Waits for the next span, but at least and at most so long.</summary>
    public Task WaitAsync(TimeSpan least, TimeSpan most, CancellationToken cancellationToken)
    {
        var span = _span < least ? least : _span > most ? most : _span;
        _span = span * 2;
        return Task.Delay(span * (0.5 + Random.Shared.NextDouble() / 2), time, cancellationToken);
    }
}
