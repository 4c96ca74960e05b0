using System.Net;
using Ecommerce.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// Where others reach the agent: as it is configured for them, else where the connection came in. Never by a header, since cards are
/// signed.
/// </summary>
internal sealed class AgentAddress(AgentInfo agent, AgentSettings settings, IConfiguration configuration)
{
    private readonly string? _configured = configuration[$"services:{agent.Name}:https:0"];
    private readonly PublicSettings _public = settings.Public;

    /// <summary>Whether a connection came in at the gateway's public port.</summary>
    public bool IsPublic(ConnectionInfo connection) => _public.Port != 0 && connection.LocalPort == _public.Port;

    /// <summary>The address for the caller of a connection.</summary>
    public Uri Of(ConnectionInfo connection) =>
        IsPublic(connection)
            ? _public.Url ?? new UriBuilder(
                _public.IsTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
                IPAddress.IsLoopback(connection.LocalIpAddress!) ? "localhost" : connection.LocalIpAddress!.ToString(), _public.Port).Uri
        : Uri.TryCreate(_configured, UriKind.Absolute, out var configured) ? configured
        : new UriBuilder(Uri.UriSchemeHttps, connection.LocalIpAddress!.ToString(), connection.LocalPort).Uri;
}
