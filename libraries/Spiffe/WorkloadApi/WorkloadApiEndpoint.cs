using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spiffe.WorkloadApi;

/// <summary>
/// The address of a Workload API (Workload Endpoint 4): <c>unix:///path</c>, or <c>tcp://ip:port</c> for an API that tells its callers
/// apart by other means than a socket's credentials.
/// </summary>
public static class WorkloadApiEndpoint
{
    /// <summary>The environment variable that names the address where nothing else does.</summary>
    public const string Variable = "SPIFFE_ENDPOINT_SOCKET";

    /// <summary>The greatest length of a Unix socket's path on Linux, in bytes (sun_path less its end).</summary>
    public const int MaxPathLength = 107;

    private const string UnixScheme = "unix://";
    private const string TcpScheme = "tcp://";

    /// <summary>Parses an address; false, and the reason, if it is not one.</summary>
    /// <param name="address">The address.</param>
    /// <param name="endpoint">Where to connect to.</param>
    /// <param name="problem">What is wrong.</param>
    public static bool TryParse(string address, [NotNullWhen(true)] out EndPoint? endpoint, [NotNullWhen(false)] out string? problem)
    {
        (endpoint, problem) = (null, null);
        if (address.StartsWith(UnixScheme + "/", StringComparison.Ordinal) && !address.AsSpan().ContainsAny('?', '#'))
        {
            var path = address[UnixScheme.Length..];
            var length = Encoding.UTF8.GetByteCount(path);
            if (length <= MaxPathLength)
            {
                endpoint = new UnixDomainSocketEndPoint(path);
            }
            else
            {
                problem = $"a Unix socket's path has at most {MaxPathLength} bytes, '{path}' has {length}";
            }
        }
        // Written back, it must be the same: no path, no user, no name, no port left out, no other way to write an IP.
        else if (address.StartsWith(TcpScheme, StringComparison.Ordinal) && IPEndPoint.TryParse(address[TcpScheme.Length..], out var ip)
            && ip.Port > 0 && ip.ToString() == address[TcpScheme.Length..])
        {
            endpoint = ip;
        }
        else
        {
            problem = $"the Workload API's address must look like unix:///path/to/socket or tcp://127.0.0.1:8081, not '{address}'";
        }

        return endpoint is not null;
    }

    /// <exception cref="FormatException">The address is absent or malformed.</exception>
    internal static EndPoint Parse(string? configured)
    {
        var address = string.IsNullOrEmpty(configured) ? Environment.GetEnvironmentVariable(Variable) : configured;
        if (string.IsNullOrEmpty(address))
        {
            throw new FormatException($"no Workload API: neither an endpoint is configured nor {Variable} set");
        }

        return TryParse(address, out var endpoint, out var problem) ? endpoint : throw new FormatException(problem);
    }
}
