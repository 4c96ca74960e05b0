using System.Text.Json;
using A2A.Errors;
using A2A.Json;
using Microsoft.AspNetCore.Http;

namespace A2A.Server;

/// <summary>The binding of JSON-RPC 2.0 (A2A 9). Errors ride on status 200, but for those of authentication and authorization.</summary>
internal sealed class JsonRpcEndpoint(Dispatcher dispatcher)
{
    public async Task HandleAsync(HttpContext http)
    {
        // The ID comes back as it came, a number as a number.
        var id = "null";
        HandledOperation? operation = null;
        try
        {
            using var body = await JsonBody.ReadAsync(http.Request, dispatcher.Options.Limits.RequestBytes)
                ?? throw new A2AException(A2AError.ParseError, "The body is empty.");
            var request = body.RootElement;
            id = ReadId(request);
            operation = ReadMethod(request);
            var call = Dispatcher.Begin(http, A2AProtocol.JsonRpc);
            var message = request.TryGetProperty("params", out var parameters)
                ? operation.Operation.ReadRequest(parameters)
                : operation.Operation.NewRequest();
            if (operation.Stream is null)
            {
                var reply = await dispatcher.CallAsync(operation, message, call);
                await JsonBody.WriteAsync(http, StatusCodes.Status200OK, JsonBody.Json, writer => WriteResult(writer, id, reply));
                return;
            }

            var stream = new EventStream(
                http, (writer, item) => WriteResult(writer, id, item), (writer, exception) => WriteError(writer, id, exception));
            await stream.WriteAsync(
                cancellationToken => dispatcher.StreamAsync(operation, message, call, cancellationToken),
                dispatcher.Options.KeepAliveInterval, dispatcher.Time);
        }
        catch (Exception exception) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var told = exception as A2AException ?? dispatcher.Told(exception, operation?.Operation);
            var status = told.Error.HttpStatus is 401 or 403 ? told.Error.HttpStatus : StatusCodes.Status200OK;
            await JsonBody.WriteAsync(http, status, JsonBody.Json, writer => WriteError(writer, id, told));
        }
    }

    private static string ReadId(JsonElement request)
    {
        // Neither batches nor notifications are part of A2A.
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("id", out var id))
        {
            throw new A2AException(A2AError.InvalidRequest, "The body is no single request with an id.");
        }

        return id.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null
            ? id.GetRawText()
            : throw new A2AException(A2AError.InvalidRequest, "The id is no text and no number.");
    }

    private static HandledOperation ReadMethod(JsonElement request)
    {
        if (ReadText(request, "jsonrpc") != "2.0")
        {
            throw new A2AException(A2AError.InvalidRequest, "jsonrpc is not \"2.0\".");
        }

        var method = ReadText(request, "method") ?? throw new A2AException(A2AError.InvalidRequest, "method is no text.");
        return HandledOperation.All.FirstOrDefault(handled => handled.Operation.Name == method)
            ?? throw new A2AException(A2AError.MethodNotFound);
    }

    private static string? ReadText(JsonElement request, string name) =>
        request.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static void WriteResult(Utf8JsonWriter writer, string id, Google.Protobuf.IMessage result)
    {
        WriteStart(writer, id);
        writer.WritePropertyName("result");
        ProtoJsonWriter.Write(writer, result);
        writer.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter writer, string id, A2AException exception)
    {
        WriteStart(writer, id);
        ErrorJson.WriteJsonRpc(writer, exception);
        writer.WriteEndObject();
    }

    private static void WriteStart(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WritePropertyName("id");
        writer.WriteRawValue(id);
    }
}
