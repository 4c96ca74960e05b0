using Ecommerce.Contracts.Json;
using Google.Protobuf;

namespace Ecommerce.Gateway.Rest;

/// <summary>Writes replies and server-sent events.</summary>
internal static class RestReplies
{
    public static Task JsonAsync(HttpContext context, int status, IMessage message) =>
        BytesAsync(context, status, context.Response.ContentType ?? RestAccept.Json, ContractJson.FormatUtf8(message));

    public static Task NothingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }

    public static Task BytesAsync(HttpContext context, int status, string mediaType, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>One event (HTML, 9.2 server-sent events): its <c>event_id</c>, its <c>type</c> and its JSON.</summary>
    public static async Task EventAsync(HttpContext context, IMessage message)
    {
        var fields = message.Descriptor;
        var id = fields.FindFieldByName("event_id").Accessor.GetValue(message);
        var type = fields.FindFieldByName("type").Accessor.GetValue(message);
        await context.Response.WriteAsync($"id: {id}\nevent: {type}\ndata: {ContractJson.Format(message)}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
