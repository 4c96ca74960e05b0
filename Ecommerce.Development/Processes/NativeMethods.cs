using System.Runtime.InteropServices;

namespace Ecommerce.Development.Processes;

/// <summary>What of libc .NET does not offer.</summary>
internal static class NativeMethods
{
    /// <summary>kill(2).</summary>
    [DllImport("libc")]
    public static extern int kill(int pid, int signal);

    /// <summary>fcntl(2).</summary>
    [DllImport("libc")]
    public static extern int fcntl(int descriptor, int command, int argument);

    /// <summary>geteuid(2).</summary>
    [DllImport("libc")]
    public static extern uint geteuid();
}
