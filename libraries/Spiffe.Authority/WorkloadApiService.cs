using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Spiffe.WorkloadApi;

namespace Spiffe.Authority;

/// <summary>Who called on a workload's socket; on the connection's features.</summary>
internal sealed record Caller(Workload Workload, PeerCredentials Credentials);

/// <summary>The Workload API of the development authority, with SPIRE's codes and texts.</summary>
internal sealed class WorkloadApiService(AuthorityOptions options, JwtAuthority jwt, ILogger<WorkloadApiService> logger)
    : SpiffeWorkloadAPI.SpiffeWorkloadAPIBase
{
    private static readonly int OwnUid = PeerCredentials.OwnUid();

    public override Task FetchX509SVID(
        X509SVIDRequest request, IServerStreamWriter<X509SVIDResponse> responseStream, ServerCallContext context) =>
        StreamAsync(responseStream, Attest(context), state => state.Svids, context.CancellationToken);

    public override Task FetchX509Bundles(
        X509BundlesRequest request, IServerStreamWriter<X509BundlesResponse> responseStream, ServerCallContext context) =>
        StreamAsync(responseStream, Attest(context), Bundles, context.CancellationToken);

    public override Task<JWTSVIDResponse> FetchJWTSVID(JWTSVIDRequest request, ServerCallContext context)
    {
        var workload = Attest(context);
        if (request.Audience.Count == 0)
        {
            throw Invalid("audience must be specified");
        }

        SpiffeId? asked = null;
        if (request.SpiffeId.Length > 0 && !SpiffeId.TryParse(request.SpiffeId, out asked))
        {
            throw Invalid($"invalid requested SPIFFE ID: {request.SpiffeId}");
        }

        var response = new JWTSVIDResponse();
        foreach (var id in workload.Registration.SpiffeIds.Where(id => asked is null || id == asked))
        {
            response.Svids.Add(
                new JWTSVID { SpiffeId = id.ToString(), Svid = jwt.Issue(id, request.Audience, workload.Registration.TokenLifetime) });
        }

        return response.Svids.Count > 0 ? Task.FromResult(response) : throw NoIdentity();
    }

    public override Task FetchJWTBundles(
        JWTBundlesRequest request, IServerStreamWriter<JWTBundlesResponse> responseStream, ServerCallContext context) =>
        StreamAsync(responseStream, Attest(context), _ => JwtBundles(), context.CancellationToken);

    public override Task<ValidateJWTSVIDResponse> ValidateJWTSVID(ValidateJWTSVIDRequest request, ServerCallContext context)
    {
        Attest(context);
        if (request.Audience.Length == 0)
        {
            throw Invalid("audience must be specified");
        }

        if (request.Svid.Length == 0)
        {
            throw Invalid("svid must be specified");
        }

        if (!jwt.TryValidate(request.Svid, request.Audience, out var subject, out var claims, out var reason))
        {
            throw Invalid(reason);
        }

        return Task.FromResult(new ValidateJWTSVIDResponse { SpiffeId = subject.ToString(), Claims = Struct.Parser.ParseJson(claims) });
    }

    private static RpcException Invalid(string reason) => new(new Status(StatusCode.InvalidArgument, reason));

    private static RpcException NoIdentity() => new(new Status(StatusCode.PermissionDenied, "no identity issued"));

    /// <summary>At each stream's start and each unary call, never again while a stream lives.</summary>
    private Workload Attest(ServerCallContext context)
    {
        var caller = context.GetHttpContext().Features.Get<Caller>();
        if (caller is not null && caller.Workload.Admits(caller.Credentials, OwnUid))
        {
            return caller.Workload;
        }

        Log.CallerRefused(logger, caller?.Workload.Registration.Name, caller?.Credentials.Uid, caller?.Credentials.Process?.Pid);
        throw NoIdentity();
    }

    private JWTBundlesResponse JwtBundles() =>
        new() { Bundles = { [options.TrustDomain.IdString] = ByteString.CopyFrom(jwt.Bundle) } };

    private X509BundlesResponse Bundles(WorkloadState state) =>
        new() { Bundles = { [options.TrustDomain.IdString] = state.Svids.Svids[0].Bundle } };

    /// <summary>Sends the current state at once, then each that differs from the one sent last (Workload API 4.3).</summary>
    private static async Task StreamAsync<T>(
        IServerStreamWriter<T> stream, Workload workload, Func<WorkloadState, T> select, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        T? sent = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var state = workload.State;
            var message = select(state);
            if (!message.Equals(sent))
            {
                await stream.WriteAsync(sent = message, cancellationToken);
            }

            await state.Replaced.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
