using System.Net.Sockets;
using System.Text;
using Spiffe.WorkloadApi;

namespace Spiffe.Authority;

/// <summary>The files of the sockets.</summary>
internal static class WorkloadSocket
{
    /// <summary>The path for a workload's socket, free to bind: one left by a killed authority is deleted.</summary>
    /// <exception cref="ArgumentException">The name or the path's length is not allowed.</exception>
    /// <exception cref="IOException">Another authority serves there.</exception>
    public static string Prepare(string folder, string name)
    {
        if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            throw new ArgumentException($"a registration's name has lower-case letters, digits and dashes only: '{name}'", nameof(name));
        }

        var path = Path.Combine(Path.GetFullPath(folder), name + ".sock");
        var length = Encoding.UTF8.GetByteCount(path);
        if (length > WorkloadApiEndpoint.MaxPathLength)
        {
            throw new ArgumentException(
                $"a Unix socket's path has at most {WorkloadApiEndpoint.MaxPathLength} bytes, '{path}' has {length}", nameof(folder));
        }

        if (IsServed(path))
        {
            throw new IOException($"another process already serves the Workload API at {path}");
        }

        File.Delete(path);
        return path;
    }

    private static bool IsServed(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
