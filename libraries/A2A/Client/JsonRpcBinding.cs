using System.Runtime.CompilerServices;
using System.Text.Json;
using A2A.Errors;
using A2A.Json;
using A2A.Operations;
using A2A.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace A2A.Client;

/// <summary>JSON-RPC 2.0 (A2A 9).</summary>
internal sealed class JsonRpcBinding(Connection connection, Uri address) : IClientBinding
{
    private const string Json = "application/json";
    private int _lastId;

    public async Task<TReply> CallAsync<TRequest, TReply>(
        Operation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
    {
        var id = Interlocked.Increment(ref _lastId);
        using var message = NewRequest(operation, request, id);
        using var reply = await connection.ExchangeAsync(message, cancellationToken);
        return Result<TReply>(reply.RootElement, id);
    }

    public async IAsyncEnumerable<StreamResponse> StreamAsync<TRequest>(
        Operation<TRequest, StreamResponse> operation, TRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
    {
        var id = Interlocked.Increment(ref _lastId);
        using var message = NewRequest(operation, request, id);
        using var timer = connection.NewTimer();
        await foreach (var item in connection.StreamAsync(message, reply => Error(reply, id), timer, cancellationToken))
        {
            using (item)
            {
                yield return Result<StreamResponse>(item.RootElement, id);
            }
        }
    }

    private HttpRequestMessage NewRequest(Operation operation, IMessage request, int id) => connection.NewRequest("POST", address,
        A2AJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WriteNumber("id", id);
            writer.WriteString("method", operation.Name);
            writer.WritePropertyName("params");
            ProtoJsonWriter.Write(writer, request);
            writer.WriteEndObject();
        }), Json);

    private static T Result<T>(JsonElement reply, int id)
        where T : class, IMessage<T>, new() =>
        reply.ValueKind == JsonValueKind.Object && IsOf(reply, id) && reply.TryGetProperty("result", out var result)
            // Some agents have null for a result that is empty.
            ? typeof(T) == typeof(Empty) && result.ValueKind == JsonValueKind.Null ? new T() : Connection.Read<T>(result)
            : throw Error(reply, id);

    private static A2AException Error(JsonElement reply, int id) =>
        reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out var error)
            ? ErrorJson.Read(error, A2AError.Internal)
            : new(A2AError.InvalidAgentResponse, $"The agent's answer is none to the request {id}.");

    private static bool IsOf(JsonElement reply, int id) =>
        reply.TryGetProperty("id", out var replied) && replied.ValueKind == JsonValueKind.Number && replied.TryGetInt32(out var number)
        && number == id;
}
