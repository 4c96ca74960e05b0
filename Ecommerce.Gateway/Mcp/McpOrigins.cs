using System.Net;

namespace Ecommerce.Gateway.Mcp;

/// <summary>Which web pages may ask: against DNS rebinding, which gives a stranger's page the name of this machine.</summary>
internal static class McpOrigins
{
    /// <summary>
    /// Whether a request comes from no page, from one of <paramref name="allowed"/>, or from this very server under a name that nobody can
    /// point at it: over TLS, or as <c>localhost</c> or an address.
    /// </summary>
    public static bool Admits(HttpRequest request, IReadOnlyList<string> allowed)
    {
        if (request.Headers.Origin is not { Count: > 0 } values)
        {
            return true;
        }

        var origin = values.ToString();
        return allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
            || (origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
                && (request.IsHttps || IsFixed(request.Host.Host)));
    }

    private static bool IsFixed(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out _);
}
