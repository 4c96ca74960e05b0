using System.Collections.Concurrent;

namespace Spiffe.Tests;

/// <summary>The system's clock, ahead by a shift, that remembers how long it was asked to wait.</summary>
internal sealed class RecordingClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
