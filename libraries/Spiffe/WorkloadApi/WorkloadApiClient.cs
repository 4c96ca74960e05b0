using System.Net;
using Grpc.Core;
using Grpc.Net.Client;

namespace Spiffe.WorkloadApi;

/// <summary>Follows the Workload API's stream of X.509-SVIDs for as long as it is asked to.</summary>
internal sealed class WorkloadApiClient(EndPoint endpoint, TimeSpan firstMessageTimeout, TimeProvider time)
{
    /// <summary>
    /// InvalidArgument says that the call itself is wrong, which is not to be tried again (Workload Endpoint 6). But a process that
    /// runs on without its identities would never recover, so it asks once more from time to time.
    /// </summary>
    private static readonly TimeSpan AfterInvalidArgument = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(50);

    /// <summary>What every call carries (Workload Endpoint 5).</summary>
    public static readonly Metadata SecurityHeader = new() { { "workload.spiffe.io", "true" } };

    private string TooLate => $"no message within {firstMessageTimeout.TotalSeconds:0.#} s";

    /// <summary>
    /// Hands over each message until cancelled. Whatever ends a stream, it is opened anew after a backoff (Workload API 4.2);
    /// PermissionDenied may only mean that the registration has not arrived yet (Workload Endpoint 6).
    /// </summary>
    /// <param name="onMessage">Takes a message.</param>
    /// <param name="onEnd">Takes the code and the reason with which a stream ended.</param>
    /// <param name="longestWait">How long it may wait at most before it opens the stream anew.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async Task WatchX509Async(
        Action<X509SVIDResponse> onMessage, Action<StatusCode, string> onEnd, Func<TimeSpan> longestWait,
        CancellationToken cancellationToken)
    {
        var backoff = new Backoff();
        while (!cancellationToken.IsCancellationRequested)
        {
            var (code, reason) = await StreamAsync(message =>
            {
                backoff.Reset();
                onMessage(message);
            }, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }

            onEnd(code, reason);
            var wait = code == StatusCode.InvalidArgument
                ? backoff.Next(AfterInvalidArgument / 2, AfterInvalidArgument)
                : backoff.Next(LeastWait, longestWait());
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One stream on a connection of its own, so that a connection on which the agent hangs is never used again.</summary>
    private async Task<(StatusCode Code, string Reason)> StreamAsync(
        Action<X509SVIDResponse> onMessage, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(firstMessageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var channel = OpenChannel(endpoint, firstMessageTimeout);
            using var call = new SpiffeWorkloadAPI.SpiffeWorkloadAPIClient(channel)
                .FetchX509SVID(new X509SVIDRequest(), SecurityHeader, cancellationToken: either.Token);
            while (await call.ResponseStream.MoveNext(either.Token))
            {
                deadline.CancelAfter(Timeout.InfiniteTimeSpan);
                onMessage(call.ResponseStream.Current);
            }

            return (StatusCode.Unavailable, "the agent ended the stream");
        }
        catch (RpcException exception)
        {
            return deadline.IsCancellationRequested
                ? (StatusCode.DeadlineExceeded, TooLate) : (exception.StatusCode, $"{exception.StatusCode}: {exception.Status.Detail}");
        }
        catch (OperationCanceledException)
        {
            return (StatusCode.DeadlineExceeded, TooLate);
        }
    }

    /// <summary>
    /// A channel of its own. No keep-alive pings: SPIRE answers those with GOAWAY ENHANCE_YOUR_CALM. No spans: a stream that lives for
    /// ever has no end.
    /// </summary>
    public static GrpcChannel OpenChannel(EndPoint endpoint, TimeSpan connectTimeout) => GrpcChannel.ForAddress("http://localhost", new()
    {
        DisposeHttpClient = true,
        HttpHandler = new SocketsHttpHandler
        {
            UseProxy = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = connectTimeout,
            ConnectCallback = (_, cancellationToken) => SocketStream.ConnectAsync(endpoint, cancellationToken),
        },
    });
}
