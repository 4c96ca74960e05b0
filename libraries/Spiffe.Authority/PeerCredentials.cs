using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Spiffe.Authority;

/// <summary>Who is at the other end of a Unix socket, as the kernel says it.</summary>
/// <param name="Uid">The user, at the time of connecting.</param>
/// <param name="Process">The process that connected, or null if it is gone or the kernel cannot tell (before Linux 6.5).</param>
internal sealed record PeerCredentials(int Uid, ProcessIdentity? Process)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;
    private const int SoPeerPidFd = 77;

    public static PeerCredentials Of(Socket socket)
    {
        Span<byte> ucred = stackalloc byte[12]; // pid, uid, gid
        socket.GetRawSocketOption(SolSocket, SoPeerCred, ucred);
        var fields = MemoryMarshal.Cast<byte, int>(ucred);
        return new PeerCredentials(fields[1], LivingProcess(socket, fields[0]));
    }

    /// <summary>The uid of this process.</summary>
    public static int OwnUid()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return int.Parse(line.Split('\t')[2], CultureInfo.InvariantCulture); // real, then effective
    }

    /// <summary>The pidfd still names the process after its start time was read, so that the time is that process's own.</summary>
    private static ProcessIdentity? LivingProcess(Socket socket, int pid)
    {
        Span<byte> option = stackalloc byte[4];
        try
        {
            socket.GetRawSocketOption(SolSocket, SoPeerPidFd, option);
        }
        catch (SocketException)
        {
            return null;
        }

        using var pidfd = new SafeFileHandle(MemoryMarshal.Read<int>(option), ownsHandle: true);
        var process = ProcessIdentity.Of(pid);
        var alive = File.ReadLines($"/proc/self/fdinfo/{pidfd.DangerousGetHandle()}").Contains($"Pid:\t{pid}");
        return alive && process.IsAlive ? process : null;
    }
}
