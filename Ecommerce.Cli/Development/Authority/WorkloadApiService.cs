using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Spiffe.WorkloadApi;

namespace Ecommerce.Cli.Development.Authority;

/// <summary>Who called on a workload's socket; on the connection's features.</summary>
internal sealed record Caller(Workload Workload, PeerCredentials Credentials);

/// <summary>The Workload API of the development authority, with SPIRE's codes and texts.</summary>
internal sealed class WorkloadApiService(AuthorityOptions options, ILogger<WorkloadApiService> logger) : SpiffeWorkloadAPI.SpiffeWorkloadAPIBase
{
    private static readonly int OwnUid = PeerCredentials.OwnUid();

    public override Task FetchX509SVID(X509SVIDRequest request, IServerStreamWriter<X509SVIDResponse> responseStream, ServerCallContext context) =>
        StreamAsync(responseStream, Attest(context), state => state.Svids, context.CancellationToken);

    public override Task FetchX509Bundles(X509BundlesRequest request, IServerStreamWriter<X509BundlesResponse> responseStream, ServerCallContext context) =>
        StreamAsync(responseStream, Attest(context), Bundles, context.CancellationToken);

    /// <summary>At each stream's start and each unary call, never again while a stream lives.</summary>
    private Workload Attest(ServerCallContext context)
    {
        var caller = context.GetHttpContext().Features.Get<Caller>();
        if (caller is not null && caller.Workload.Admits(caller.Credentials, OwnUid))
            return caller.Workload;
        Log.CallerRefused(logger, caller?.Workload.Name, caller?.Credentials.Uid, caller?.Credentials.Process?.Pid);
        throw new RpcException(new Status(StatusCode.PermissionDenied, "no identity issued"));
    }

    private X509BundlesResponse Bundles(WorkloadState state) =>
        new() { Bundles = { [options.TrustDomain.IdString] = state.Svids.Svids[0].Bundle } };

    /// <summary>Sends the current state at once, then each that differs from the one sent last (Workload API 4.3).</summary>
    private static async Task StreamAsync<T>(IServerStreamWriter<T> stream, Workload workload, Func<WorkloadState, T> select, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        T? sent = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var state = workload.State;
            var message = select(state);
            if (!message.Equals(sent))
                await stream.WriteAsync(sent = message, cancellationToken);
            await state.Replaced.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
