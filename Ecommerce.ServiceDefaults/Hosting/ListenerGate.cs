using System.Diagnostics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Hosting;

/// <summary>
/// Lets a request reach only the endpoints of its listener, identified by the local port and never by a header; and on mutual TLS only
/// while the peer's SVID is valid.
/// </summary>
internal sealed class ListenerGate(
    RequestDelegate next, AgentSettings settings, AuditLog audit, X509Source identity, ILogger<ListenerGate> logger)
{
    // A path that is not on this listener is answered like any other request, behind the limits.
    private static readonly Endpoint Nowhere = new(ProblemReply.WriteNotFoundAsync, EndpointMetadataCollection.Empty, "nowhere");

    private readonly int _grpcHealth = settings.GrpcHealthPort;
    private readonly int _httpHealth = settings.HttpHealthPort;
    private readonly int _public = settings.Public.Port;

    public async Task InvokeAsync(HttpContext context)
    {
        var listener = ListenerOf(context.Connection.LocalPort);
        var answers = context.GetEndpoint()?.Metadata.GetMetadata<ListenerMetadata>()?.Listeners ?? Listeners.MutualTls;
        var isHere = (answers & listener) != 0;
        if (!isHere)
        {
            context.SetEndpoint(Nowhere);
        }

        var trace = RequestTrace.Begin(context, listener);
        var origin = RequestOrigin.Current = new RequestOrigin(listener, context.Connection.RemoteIpAddress);
        try
        {
            await PassAsync(context, listener, isHere);

            // A probe that answers "not ready" is not a refusal.
            var isProbe = listener is Listeners.GrpcHealth or Listeners.HttpHealth;
            if (!origin.IsDecided && RequestRefusal.Of(context) is { } refusal && !(isProbe && refusal == ErrorCodes.Unavailable))
            {
                audit.Count(RequestOrigin.Count(AuditEvent.RequestRefused, refusal));

                // Nothing limits how often these come.
                var level = isProbe || refusal == ErrorCodes.RateLimited ? LogLevel.Debug : LogLevel.Information;
                Log.Refused(logger, level, refusal, origin.ListenerName);
            }
        }
        finally
        {
            RequestTrace.End(trace, context);
        }
    }

    private Task PassAsync(HttpContext context, Listeners listener, bool isHere)
    {
        if (!isHere && listener is (Listeners.GrpcHealth or Listeners.HttpHealth))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (listener == Listeners.MutualTls
            && (context.Features.Get<ISpiffePeerFeature>() is not { } peer || peer.NotAfter <= identity.TimeProvider.GetUtcNow()))
        {
            return ProblemReply.WriteJsonAsync(context, new(ErrorCodes.Unauthenticated, "The connection has no valid SPIFFE identity."));
        }

        if (listener is Listeners.GrpcHealth or Listeners.HttpHealth && Activity.Current is { } probe)
        {
            SpanFilter.Drop(probe);
        }

        return next(context);
    }

    private Listeners ListenerOf(int port) =>
        port == _grpcHealth ? Listeners.GrpcHealth
        : port == _httpHealth ? Listeners.HttpHealth
        : port == _public ? Listeners.Public
        : Listeners.MutualTls;
}
