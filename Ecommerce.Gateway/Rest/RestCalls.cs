using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Grpc.Core;
using Spiffe.Tls;

namespace Ecommerce.Gateway.Rest;

/// <summary>Runs REST requests through the gateway's <see cref="CapabilityInvoker"/> and on to the agent behind.</summary>
internal sealed class RestCalls(
    CapabilityInvoker invoker, RoutedCalls calls, AgentRouter router, ShopHealthReport report, TimeProvider time)
{
    private static readonly Capability Refresh = CapabilityCatalogue.Find(AgentNames.User, "refresh_session")!;
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task CallAsync(HttpContext context, RestRoute route)
    {
        var read = await (route.IsRaw ? RestRequests.ReadRawAsync(context) : RestRequests.ReadAsync(context, route.Capability));
        var user = route.IsOfUser && !context.Request.Query.ContainsKey(RestRoute.UserField) ? await UserOfAsync(context) : null;
        var reply = await RunAsync(context, route.Capability, user is null ? read : () => OfUser(read(), user));

        var status = StatusCodes.Status200OK;
        if (route.Created is { } location)
        {
            status = reply is Order { Status: OrderStatus.Pending } ? StatusCodes.Status202Accepted : StatusCodes.Status201Created;
            context.Response.Headers.Location = RestRoutes.Root + Fill(location, reply);
        }

        if (reply is UserErasure { Pending.Count: > 0 })
        {
            status = StatusCodes.Status202Accepted;
        }

        // A reply without fields is no content, and so is the end of an erasure.
        await (reply.Descriptor.Fields.InDeclarationOrder().Count == 0 || reply is UserErasure { Pending.Count: 0 }
            ? RestReplies.NothingAsync(context)
            : RestReplies.JsonAsync(context, status, reply));
    }

    /// <summary>Runs a capability for the request's caller.</summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public Task<IMessage> RunAsync(HttpContext context, Capability capability, Func<IMessage> read) =>
        calls.RunAsync(Inbound(context, capability), Callers.CounterOf(context), read, context.RequestAborted);

    /// <summary>Exchanges a refresh token for new tokens, for a request that comes with another capability and key.</summary>
    /// <exception cref="ProblemException">It is refused or fails.</exception>
    public async Task<SessionTokens> RefreshAsync(HttpContext context, string refreshToken, CancellationToken cancellationToken)
    {
        var call = OutsideCalls.Of(context, Refresh, idempotencyKey: null);
        return (SessionTokens)await invoker.InvokeAsync(
            call, () => new RefreshSessionRequest { RefreshToken = refreshToken },
            (message, inner) => router.CallAsync(Refresh, message, idempotencyKey: null, inner.CancellationToken), cancellationToken);
    }

    public async Task StreamAsync(HttpContext context, RestRoute route)
    {
        var call = Inbound(context, route.Capability);
        var read = await RestRequests.ReadAsync(context, route.Capability);
        await calls.StreamAsync(
            call, Callers.CounterOf(context), () => Resumed(context, route.Capability, read()),
            (events, cancellationToken) => PumpAsync(context, events, cancellationToken), context.RequestAborted);
    }

    /// <summary><c>GET /api/v1/health</c>: a map by agent; details are shown on mutual TLS only.</summary>
    public async Task HealthAsync(HttpContext context)
    {
        var capability = CapabilityCatalogue.Find(AgentNames.Gateway, "health")!;
        var answers = await invoker.InvokeAsync(
            Inbound(context, capability), () => new HealthQuery(), (_, inner) => report.AskAsync(inner.CancellationToken),
            context.RequestAborted);
        var detail = context.Features.Get<ISpiffePeerFeature>() is not null;
        await RestReplies.BytesAsync(context, StatusCodes.Status200OK, "application/json", RestHealth.Format(answers, detail));
    }

    // Whoever cannot be verified is refused by the call itself.
    private async Task<string?> UserOfAsync(HttpContext context)
    {
        try
        {
            var caller = await invoker.AuthenticateAsync(
                OutsideCalls.PeerOf(context), OutsideCalls.TokensOf(context), context.RequestAborted);
            return caller.UserId;
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    private static IMessage OfUser(IMessage request, string user)
    {
        request.Descriptor.FindFieldByName(RestRoute.UserField).Accessor.SetValue(request, user);
        return request;
    }

    private static IMessage Resumed(HttpContext context, Capability capability, IMessage request)
    {
        if (context.Request.Headers["Last-Event-ID"] is { Count: > 0 } last)
        {
            var field = capability.LastEventField!.Accessor;
            var id = last is [var only] && long.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
                ? sent
                : throw ProblemException.Invalid([new("Last-Event-ID", "must be the id of an event")]);

            // A client that reconnects asks as at first, and says in the header how far it came. What was wrong at first stays so.
            if ((long)field.GetValue(request) >= 0)
            {
                field.SetValue(request, id);
            }
        }

        return request;
    }

    private async Task PumpAsync(HttpContext context, IAsyncStreamReader<IMessage> events, CancellationToken cancellationToken)
    {
        // The first event comes before the headers, so that a refusal is still an ordinary response.
        var next = events.MoveNext(cancellationToken);
        var beat = Task.Delay(Heartbeat, time, cancellationToken);
        if (await Task.WhenAny(next, beat) == next && !await next)
        {
            // HTML, 9.2.3: after an event stream's end a client reconnects until it is answered 204.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = RestAccept.EventStream;
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await context.Response.WriteAsync($"retry: {Reconnect.TotalMilliseconds:0}\n\n", cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
        while (true)
        {
            if (await Task.WhenAny(next, beat) == beat)
            {
                await beat;
                await context.Response.WriteAsync(": still here\n\n", cancellationToken);
                await context.Response.Body.FlushAsync(cancellationToken);
                beat = Task.Delay(Heartbeat, time, cancellationToken);
            }
            else if (await next)
            {
                await RestReplies.EventAsync(context, events.Current);
                next = events.MoveNext(cancellationToken);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A call of a capability by the request's caller, under the key in its header.</summary>
    public static InboundCall Inbound(HttpContext context, Capability capability) =>
        OutsideCalls.Of(context, capability, IdempotencyKeys.FromHeader([.. context.Request.Headers[IdempotencyKeys.Header]]));

    private static string Fill(string location, IMessage reply)
    {
        var (start, end) = (location.IndexOf('{'), location.IndexOf('}'));
        var value = reply.Descriptor.FindFieldByName(location[(start + 1)..end]).Accessor.GetValue(reply);
        return $"{location[..start]}{value}{location[(end + 1)..]}";
    }
}
