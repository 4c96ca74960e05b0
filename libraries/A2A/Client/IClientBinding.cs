using A2A.Operations;
using A2A.V1;
using Google.Protobuf;

namespace A2A.Client;

/// <summary>How operations travel.</summary>
internal interface IClientBinding
{
    Task<TReply> CallAsync<TRequest, TReply>(
        Operation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new();

    IAsyncEnumerable<StreamResponse> StreamAsync<TRequest>(
        Operation<TRequest, StreamResponse> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new();
}
