namespace Ecommerce.Web.Tests;

/// <summary>The system's time, and so much later.</summary>
internal sealed class TestTime : TimeProvider
{
    private TimeSpan _later;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _later;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(_later.TotalSeconds * TimestampFrequency);

    public void Pass(TimeSpan time) => _later += time;
}

/// <summary>A time that passes fifty times as fast, for what waits.</summary>
internal sealed class HastyTime : TimeProvider
{
    private const int Times = 50;

    public override long TimestampFrequency => System.TimestampFrequency / Times;

    public override long GetTimestamp() => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(
        callback, state, dueTime > TimeSpan.Zero ? dueTime / Times : dueTime, period > TimeSpan.Zero ? period / Times : period);
}

/// <summary>A clock that goes on when it is told to; what waits, waits by the system's.</summary>
internal sealed class StoppedTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _now, time.Ticks);
}
