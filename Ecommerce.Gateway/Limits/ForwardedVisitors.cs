using System.Net;
using Ecommerce.ServiceDefaults.Configuration;
using Spiffe.Tls;

namespace Ecommerce.Gateway.Limits;

/// <summary>
/// Takes from <c>X-Forwarded-For</c> whose request it is, where a client on mutual TLS sends it that <c>server.forwarding_clients</c>
/// names: the limits count that visitor, so that one of them keeps none of the others out. Of anybody else the header says nothing. Who
/// may do what does not depend on it.
/// </summary>
internal sealed class ForwardedVisitors(RequestDelegate next, AgentSettings settings)
{
    private const string Header = "X-Forwarded-For";

    private readonly IReadOnlyList<string> _clients = settings.ForwardingClients;

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<ISpiffePeerFeature>() is { } peer && _clients.Contains(peer.Id.ToString())
            && context.Request.Headers[Header] is [var only] && IPAddress.TryParse(only, out var address))
        {
            context.Features.Set(new ForwardedVisitor(address));
        }

        return next(context);
    }
}
