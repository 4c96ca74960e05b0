using System.Net.Sockets;
using System.Text;

namespace Spiffe.WorkloadApi;

/// <summary>Finds the Workload API (Workload Endpoint 4). Only Unix sockets: a TCP endpoint cannot tell who calls.</summary>
internal static class WorkloadApiEndpoint
{
    public const string Variable = "SPIFFE_ENDPOINT_SOCKET";

    /// <summary>The greatest length of a Unix socket's path on Linux, in bytes (sun_path less its end).</summary>
    private const int MaxPathLength = 107;

    private const string Scheme = "unix://";

    /// <exception cref="FormatException">The address is absent or not <c>unix:///path</c>, or the path is too long.</exception>
    public static UnixDomainSocketEndPoint Parse(string? configured)
    {
        var address = string.IsNullOrEmpty(configured) ? Environment.GetEnvironmentVariable(Variable) : configured;
        if (string.IsNullOrEmpty(address))
            throw new FormatException($"no Workload API: neither an endpoint is configured nor {Variable} set");
        if (!address.StartsWith(Scheme + "/", StringComparison.Ordinal) || address.AsSpan().ContainsAny('?', '#'))
            throw new FormatException($"the Workload API's address must look like unix:///path/to/socket, not '{address}'");
        var path = address[Scheme.Length..];
        var length = Encoding.UTF8.GetByteCount(path);
        if (length > MaxPathLength)
            throw new FormatException($"a Unix socket's path has at most {MaxPathLength} bytes, '{path}' has {length}");
        return new UnixDomainSocketEndPoint(path);
    }
}
