using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Where others reach the agent: as it is configured for them, else where the connection came in. Never by a header, since cards are
/// signed.
/// </summary>
internal sealed class AgentAddress(AgentInfo agent, IConfiguration configuration)
{
    private readonly string? _configured = configuration[$"services:{agent.Name}:https:0"];

    /// <summary>The address for the caller of a connection.</summary>
    public Uri Of(ConnectionInfo connection) => Uri.TryCreate(_configured, UriKind.Absolute, out var configured) ? configured
        : new UriBuilder(Uri.UriSchemeHttps, connection.LocalIpAddress!.ToString(), connection.LocalPort).Uri;
}
