namespace Ecommerce.Cli.Bench;

/// <summary>What a process has used since it started, or what it used in between.</summary>
/// <param name="CpuMicroseconds">Processor time of all its threads.</param>
/// <param name="Bytes">Allocated on the managed heap.</param>
public readonly record struct Counters(double CpuMicroseconds, double Bytes)
{
    /// <summary>This process's. Stops its threads for a moment.</summary>
    public static Counters Now() =>
        new(Environment.CpuUsage.TotalTime.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true));

    /// <summary>What was used in between.</summary>
    public static Counters operator -(Counters after, Counters before) =>
        new(after.CpuMicroseconds - before.CpuMicroseconds, after.Bytes - before.Bytes);

    /// <summary>The same for one of so many calls.</summary>
    public static Counters operator /(Counters used, int calls) => new(used.CpuMicroseconds / calls, used.Bytes / calls);

    /// <summary>What was used by both.</summary>
    public static Counters operator +(Counters one, Counters other) =>
        new(one.CpuMicroseconds + other.CpuMicroseconds, one.Bytes + other.Bytes);
}
