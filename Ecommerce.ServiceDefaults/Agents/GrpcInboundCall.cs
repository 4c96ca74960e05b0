using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tokens;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Agents;

/// <summary>Reads an <see cref="InboundCall"/> from a gRPC call.</summary>
internal static class GrpcInboundCall
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>A typed call, bound to 30 s.</summary>
    public static InboundCall Read(ServerCallContext context, Capability capability) => Read(context, capability, Limit);

    /// <summary>A call of another surface, with its own longest deadline.</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the connection has no verified peer.</exception>
    public static InboundCall Read(ServerCallContext context, Capability capability, TimeSpan limit)
    {
        var peer = PeerOf(context);
        return new(
            capability,
            peer.Id.ToString(),
            CallTokens.Read(HeadersOf(context)),
            HeadersOf(context)[IdempotencyKeys.MetadataKey] is { Count: > 0 } keys ? IdempotencyKeys.FromHeader([.. keys]) : null,
            DeadlineOf(context),
            limit,
            peer.Retiring);
    }

    /// <summary>The verified peer, and the tokens that it sent.</summary>
    /// <exception cref="ProblemException"><c>unauthenticated</c>: the connection has no verified peer.</exception>
    public static (string Caller, CallTokens Tokens) Peer(ServerCallContext context) =>
        (PeerOf(context).Id.ToString(), CallTokens.Read(HeadersOf(context)));

    /// <summary>When the caller stops waiting; null if it waits for ever.</summary>
    public static DateTimeOffset? DeadlineOf(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<GrpcDeadline>() is { At: var taken } ? taken
            : context.Deadline == DateTime.MaxValue ? null : new DateTimeOffset(context.Deadline, TimeSpan.Zero);

    // gRPC's own metadata fails on any binary header that is not base64, and joins repeated headers.
    private static IHeaderDictionary HeadersOf(ServerCallContext context) => context.GetHttpContext().Request.Headers;

    private static ISpiffePeerFeature PeerOf(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<ISpiffePeerFeature>()
        ?? throw new ProblemException(ErrorCodes.Unauthenticated, "The connection has no verified SPIFFE identity.");
}
