namespace Spiffe.WorkloadApi;

/// <summary>Waits that double from 0.1 to 10 seconds, each drawn from the upper half of its span against herds of clients.</summary>
internal sealed class Backoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(10);
    private TimeSpan _span = First;

    public void Reset() => _span = First;

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = _span * (0.5 + Random.Shared.NextDouble() / 2);
        _span = _span * 2 < Cap ? _span * 2 : Cap;
        return Task.Delay(wait, time, cancellationToken);
    }
}
