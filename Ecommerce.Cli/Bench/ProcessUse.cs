using System.Globalization;

namespace Ecommerce.Cli.Bench;

/// <summary>What the kernel says about processes, of any program (proc(5)).</summary>
public static class ProcessUse
{
    // USER_HZ, which is 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    // Fields of /proc/PID/stat, counted from the one after the program's name; the time in kernel mode follows that in user mode.
    private const int UserTime = 11;
    private const int ChildrenUserTime = 13;

    /// <summary>Processor time of a running process, in seconds.</summary>
    public static double CpuSeconds(int process) => CpuSeconds(File.ReadAllText($"/proc/{process}/stat"));

    /// <summary>Processor time in user and kernel mode, in seconds.</summary>
    /// <param name="stat">A process's <c>/proc/PID/stat</c>.</param>
    public static double CpuSeconds(string stat) => Seconds(stat, UserTime);

    /// <summary>Processor time of this process's children that have ended, in seconds.</summary>
    public static double EndedChildrenCpuSeconds() => Seconds(File.ReadAllText("/proc/self/stat"), ChildrenUserTime);

    /// <summary>Processor time of a process and all its children, those that have ended too, in seconds.</summary>
    public static double FamilyCpuSeconds(int process)
    {
        var own = File.ReadAllText($"/proc/{process}/stat");
        var children = File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return CpuSeconds(own) + Seconds(own, ChildrenUserTime) + children.Sum(child => CpuOf(child));
    }

    // One that ends meanwhile is among the ended ones at the next look.
    private static double CpuOf(string child)
    {
        try
        {
            return CpuSeconds(File.ReadAllText($"/proc/{child}/stat"));
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A process's proportional share of the memory that it uses (<c>Pss</c>), in MB of 1,000,000 bytes.</summary>
    public static double PssMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/smaps_rollup").Single(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1_000_000;
    }

    private static double Seconds(string stat, int field)
    {
        // The name stands in parentheses and may contain some.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Ticks(field) + Ticks(field + 1)) / TicksPerSecond;

        long Ticks(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
    }
}
