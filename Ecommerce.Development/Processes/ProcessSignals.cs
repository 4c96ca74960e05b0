using Spiffe.Authority;

namespace Ecommerce.Development.Processes;

/// <summary>The signals of signal(7) that are sent here, by their Linux numbers.</summary>
public enum Signal
{
    /// <summary>SIGINT; PostgreSQL: fast shutdown.</summary>
    Interrupt = 2,

    /// <summary>SIGQUIT; PostgreSQL: immediate shutdown, recovery at the next start.</summary>
    Quit = 3,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM; an agent drains and ends.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: a stopped process goes on.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: the process stands still, and cannot know it.</summary>
    Stop = 19,
}

/// <summary>Signals to a process, and its end.</summary>
public static class ProcessSignals
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Sends a signal, unless the process has ended.</summary>
    public static void Send(this ProcessIdentity process, Signal signal)
    {
        if (process.IsAlive)
        {
            _ = NativeMethods.kill(process.Pid, (int)signal);
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Whether it came within the limit.</returns>
    public static async Task<bool> WaitForEndAsync(
        this ProcessIdentity process, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken = default)
    {
        for (var start = time.GetTimestamp(); process.IsAlive; await Task.Delay(PollInterval, time, cancellationToken))
        {
            if (time.GetElapsedTime(start) >= limit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sends each signal in turn, and waits for each as long as it says, until the process has ended; at last SIGKILL.</summary>
    public static async Task StopAsync(this ProcessIdentity process, TimeProvider time, params (Signal Signal, TimeSpan Timeout)[] steps)
    {
        foreach (var (signal, timeout) in steps)
        {
            process.Send(signal);
            if (await process.WaitForEndAsync(timeout, time))
            {
                return;
            }
        }

        // With all that it started: every child leads a process group (setsid).
        process.Send(Signal.Kill);
        _ = NativeMethods.kill(-process.Pid, (int)Signal.Kill);
        await process.WaitForEndAsync(KillTimeout, time);
    }
}
