using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Clients;

/// <summary>Opens a stream when it is first read, and reports its failures as problems.</summary>
internal sealed class AgentStreamReader<T>(Func<CancellationToken, Task<AsyncServerStreamingCall<T>>> open)
    : IAsyncStreamReader<T>, IDisposable
{
    private AsyncServerStreamingCall<T>? _call;

    public T Current => (_call ?? throw new InvalidOperationException("Nothing was read yet.")).ResponseStream.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            _call ??= await open(cancellationToken);
            return await _call.ResponseStream.MoveNext(cancellationToken);
        }
        catch (RpcException exception)
        {
            throw exception.ToProblem();
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The connection was lost in the middle of the stream.
            throw ProblemException.Unavailable("The stream was interrupted.", exception);
        }
    }

    public void Dispose() => _call?.Dispose();
}
