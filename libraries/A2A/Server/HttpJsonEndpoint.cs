using A2A.Errors;
using A2A.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace A2A.Server;

/// <summary>The binding of HTTP with JSON (A2A 11).</summary>
internal sealed class HttpJsonEndpoint(Dispatcher dispatcher)
{
    public async Task HandleAsync(HttpContext http, HandledOperation operation)
    {
        try
        {
            var call = Dispatcher.Begin(http, A2AProtocol.HttpJson);
            var request = await ReadAsync(http.Request, operation);
            if (operation.Stream is null)
            {
                var reply = await dispatcher.CallAsync(operation, request, call);
                await JsonBody.ReplyAsync(http, reply);
                return;
            }

            var stream = new EventStream(http, ProtoJsonWriter.Write, ErrorJson.WriteHttp);
            await stream.WriteAsync(
                cancellationToken => dispatcher.StreamAsync(operation, request, call, cancellationToken),
                dispatcher.Options.KeepAliveInterval, dispatcher.Time);
        }
        catch (Exception exception) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var told = exception as A2AException ?? dispatcher.Told(exception, operation.Operation);
            await JsonBody.ReplyAsync(http, told);
        }
    }

    private async Task<IMessage> ReadAsync(HttpRequest request, HandledOperation handled)
    {
        var operation = handled.Operation;
        using var body = await JsonBody.ReadAsync(request, dispatcher.Options.Limits.RequestBytes);
        var message = body is not null && HttpMethods.IsPost(request.Method)
            ? operation.ReadRequest(body.RootElement)
            : operation.NewRequest();
        if (!operation.HasBody)
        {
            RequestFields.ReadQuery(message, request.Query);
        }

        RequestFields.ReadPath(message, request.RouteValues);
        return message;
    }
}
