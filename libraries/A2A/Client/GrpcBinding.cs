using System.Runtime.CompilerServices;
using A2A.Errors;
using A2A.Operations;
using A2A.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace A2A.Client;

/// <summary>gRPC (A2A 10).</summary>
internal sealed class GrpcBinding : IClientBinding, IDisposable
{
    private readonly Connection _connection;
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _invoker;

    public GrpcBinding(Connection connection, Uri address)
    {
        _connection = connection;
        _channel = GrpcChannel.ForAddress(
            address, new() { HttpClient = connection.Http, MaxReceiveMessageSize = connection.Options.ReplyBytes });
        _invoker = _channel.CreateCallInvoker();
    }

    public async Task<TReply> CallAsync<TRequest, TReply>(
        Operation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
    {
        using var timer = _connection.NewTimer();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var call = _invoker.AsyncUnaryCall(NewMethod(operation, MethodType.Unary), null, NewCall(linked.Token), request);
            return await call.ResponseAsync;
        }
        catch (RpcException exception)
        {
            throw Told(exception, timer, cancellationToken);
        }
    }

    public async IAsyncEnumerable<StreamResponse> StreamAsync<TRequest>(
        Operation<TRequest, StreamResponse> operation, TRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
    {
        using var timer = _connection.NewTimer();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using var call = _invoker.AsyncServerStreamingCall(
            NewMethod(operation, MethodType.ServerStreaming), null, NewCall(linked.Token), request);
        while (true)
        {
            try
            {
                if (!await call.ResponseStream.MoveNext(linked.Token))
                {
                    yield break;
                }
            }
            catch (RpcException exception)
            {
                throw Told(exception, timer, cancellationToken);
            }

            timer.CancelAfter(Timeout.InfiniteTimeSpan);
            yield return call.ResponseStream.Current;
        }
    }

    public void Dispose() => _channel.Dispose();

    private static Exception Told(RpcException exception, CancellationTokenSource timer, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? new OperationCanceledException(null, exception, cancellationToken)
        : timer.IsCancellationRequested ? new A2AException(A2AError.DeadlineExceeded, inner: exception)
        : exception.Status.DebugException is HttpRequestException or IOException ? new A2AException(A2AError.Unavailable, inner: exception)
        : ErrorStatus.FromRpcException(exception);

    private static Method<TRequest, TReply> NewMethod<TRequest, TReply>(Operation<TRequest, TReply> operation, MethodType type)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new() =>
        new(type, A2AProtocol.ServiceName, operation.Name, Marshaller<TRequest>(), Marshaller<TReply>());

    private static Marshaller<T> Marshaller<T>()
        where T : class, IMessage<T>, new() =>
        Marshallers.Create(message => message.ToByteArray(), bytes => new MessageParser<T>(() => new T()).ParseFrom(bytes));

    private CallOptions NewCall(CancellationToken cancellationToken)
    {
        var headers = new Metadata { { A2AProtocol.VersionHeader, A2AProtocol.Version } };
        if (_connection.Options.Extensions.Count > 0)
        {
            headers.Add(A2AProtocol.ExtensionsHeader, string.Join(", ", _connection.Options.Extensions));
        }

        return new(headers, cancellationToken: cancellationToken);
    }
}
