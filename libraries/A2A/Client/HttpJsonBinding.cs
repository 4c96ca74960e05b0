using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using A2A.Errors;
using A2A.Json;
using A2A.Operations;
using A2A.V1;
using Google.Protobuf;

namespace A2A.Client;

/// <summary>HTTP with JSON (A2A 11).</summary>
internal sealed class HttpJsonBinding(Connection connection, Uri address) : IClientBinding
{
    private const string Tenant = "tenant";

    public async Task<TReply> CallAsync<TRequest, TReply>(
        Operation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
        where TReply : class, IMessage<TReply>, new()
    {
        using var message = NewRequest(operation, request);
        using var reply = await connection.ExchangeAsync(message, cancellationToken);
        return Connection.Read<TReply>(reply.RootElement);
    }

    public async IAsyncEnumerable<StreamResponse> StreamAsync<TRequest>(
        Operation<TRequest, StreamResponse> operation, TRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : class, IMessage<TRequest>, new()
    {
        using var message = NewRequest(operation, request);
        using var timer = connection.NewTimer();
        await foreach (var item in connection.StreamAsync(message, Error, timer, cancellationToken))
        {
            using (item)
            {
                yield return Connection.Read<StreamResponse>(item.RootElement);
            }
        }
    }

    private static A2AException Error(JsonElement reply) =>
        reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("error", out var error)
            ? ErrorJson.Read(error, A2AError.Internal)
            : new(A2AError.InvalidAgentResponse, "The agent did not answer with events.");

    private HttpRequestMessage NewRequest(Operation operation, IMessage request)
    {
        // Both verbs are in use for it, and POST is what its text and other agents have.
        var verb = operation == OperationTable.SubscribeToTask ? "POST" : operation.Verb;
        using var fields = JsonDocument.Parse(A2AJson.FormatUtf8(request));
        var path = operation.Path;
        var prefix = "";
        List<string> query = [];
        foreach (var field in fields.RootElement.EnumerateObject())
        {
            var text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
            var place = "{" + field.Name + "}";
            if (field.Name == Tenant)
            {
                prefix = "/" + Uri.EscapeDataString(text);
            }
            else if (path.Contains(place, StringComparison.Ordinal))
            {
                path = path.Replace(place, Uri.EscapeDataString(text), StringComparison.Ordinal);
            }
            else if (!operation.HasBody)
            {
                query.Add(string.Create(CultureInfo.InvariantCulture, $"{field.Name}={Uri.EscapeDataString(text)}"));
            }
        }

        var uri = new Uri(address.AbsoluteUri.TrimEnd('/') + prefix + path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        return connection.NewRequest(verb, uri, operation.HasBody ? A2AJson.FormatUtf8(request) : null, A2AProtocol.MediaType);
    }
}
