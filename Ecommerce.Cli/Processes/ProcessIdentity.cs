using System.Globalization;

namespace Ecommerce.Cli.Processes;

/// <summary>The signals of signal(7) that are sent here, by their Linux numbers.</summary>
internal enum Signal
{
    /// <summary>SIGINT; PostgreSQL: fast shutdown.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT; PostgreSQL: immediate shutdown, recovery at the next start.</summary>
    Quit = 3,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM; an agent drains and ends.</summary>
    Terminate = 15,
}

/// <summary>One process beyond doubt: a PID is reused, a PID with its start time is not.</summary>
/// <param name="Pid">Process ID.</param>
/// <param name="StartTime">Clock ticks after boot: field 22 of <c>/proc/PID/stat</c>, proc(5).</param>
internal sealed record ProcessIdentity(int Pid, long StartTime)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>This process.</summary>
    public static ProcessIdentity Current => Of(Environment.ProcessId);

    /// <summary>Runs still; a zombie does not.</summary>
    public bool IsAlive => StartTime != 0 && Of(Pid) == this;

    /// <summary>The process that has that PID now; start time 0 if there is none.</summary>
    public static ProcessIdentity Of(int pid)
    {
        try
        {
            // The second field is the command in parentheses and may itself hold spaces and parentheses.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new(pid, fields[0] is "Z" or "X" ? 0 : long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return new(pid, 0);
        }
    }

    /// <summary>Sends a signal, unless the process has ended.</summary>
    public void Send(Signal signal)
    {
        if (IsAlive)
        {
            _ = NativeMethods.kill(Pid, (int)signal);
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Whether it came within the limit.</returns>
    public async Task<bool> WaitForEndAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken = default)
    {
        for (var start = time.GetTimestamp(); IsAlive; await Task.Delay(Poll, time, cancellationToken))
        {
            if (time.GetElapsedTime(start) >= limit)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Sends each signal in turn, with its own patience, until the process has ended; at last SIGKILL.</summary>
    public async Task StopAsync(TimeProvider time, params (Signal Signal, TimeSpan Patience)[] steps)
    {
        foreach (var (signal, patience) in steps)
        {
            Send(signal);
            if (await WaitForEndAsync(patience, time))
            {
                return;
            }
        }

        // With all that it started: every child leads a process group (setsid).
        Send(Signal.Kill);
        _ = NativeMethods.kill(-Pid, (int)Signal.Kill);
        await WaitForEndAsync(TimeSpan.FromSeconds(5), time);
    }
}
