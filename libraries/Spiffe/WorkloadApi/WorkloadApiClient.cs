using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;

namespace Spiffe.WorkloadApi;

/// <summary>Follows the Workload API's stream of X.509-SVIDs over a Unix socket for as long as it is asked to.</summary>
internal sealed class WorkloadApiClient(UnixDomainSocketEndPoint endpoint, TimeSpan firstMessageTimeout, TimeProvider time, ILogger logger)
{
    private static readonly Metadata SecurityHeader = new() { { "workload.spiffe.io", "true" } };

    private string TooLate => $"no message within {firstMessageTimeout.TotalSeconds:0.#} s";

    /// <summary>
    /// Hands over each message until cancelled. Whatever ends a stream, it is opened anew after a backoff (Workload API 4.2);
    /// PermissionDenied may only mean that the registration has not arrived yet (Workload Endpoint 6).
    /// </summary>
    /// <param name="onMessage">Takes a message.</param>
    /// <param name="onFailure">Takes the reason why a stream ended.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="RpcException">InvalidArgument, which must not be retried (Workload Endpoint 6).</exception>
    public async Task WatchX509Async(Action<X509SVIDResponse> onMessage, Action<string> onFailure, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(time);
        while (!cancellationToken.IsCancellationRequested)
        {
            var reason = await StreamAsync(message =>
            {
                backoff.Reset();
                onMessage(message);
            }, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
                break;
            Log.StreamEnded(logger, endpoint, reason);
            onFailure(reason);
            await backoff.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One stream on a connection of its own, so that a connection on which the agent hangs is never used again.</summary>
    private async Task<string> StreamAsync(Action<X509SVIDResponse> onMessage, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(firstMessageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var channel = GrpcChannel.ForAddress("http://localhost", new() { HttpHandler = CreateHandler(), DisposeHttpClient = true });
            using var call = new SpiffeWorkloadAPI.SpiffeWorkloadAPIClient(channel)
                .FetchX509SVID(new X509SVIDRequest(), SecurityHeader, cancellationToken: either.Token);
            while (await call.ResponseStream.MoveNext(either.Token))
            {
                deadline.CancelAfter(Timeout.InfiniteTimeSpan);
                onMessage(call.ResponseStream.Current);
            }
            return "the agent ended the stream";
        }
        catch (RpcException error) when (error.StatusCode != StatusCode.InvalidArgument)
        {
            return deadline.IsCancellationRequested ? TooLate : error.Status.ToString();
        }
        catch (OperationCanceledException)
        {
            return TooLate;
        }
    }

    /// <summary>
    /// No keep-alive pings: SPIRE answers those with GOAWAY ENHANCE_YOUR_CALM. No spans: a stream that lives for ever has no end.
    /// </summary>
    private SocketsHttpHandler CreateHandler() => new()
    {
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = firstMessageTimeout,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(endpoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
