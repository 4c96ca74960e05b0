using System.Buffers;
using System.Text.Json;
using A2A.Errors;
using A2A.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace A2A.Server;

/// <summary>Bodies of JSON, in and out.</summary>
internal static class JsonBody
{
    /// <summary>The media type of JSON-RPC, and of HTTP+JSON for who does not name the protocol's own.</summary>
    public const string Json = "application/json";

    /// <summary>Reads a body.</summary>
    /// <returns>Null if it is empty.</returns>
    /// <exception cref="A2AException">It is too large, no JSON, or says that it is none. The latter also keeps a page of another origin
    /// from sending one without being asked for leave.</exception>
    public static async Task<JsonDocument?> ReadAsync(HttpRequest request, int maxBytes)
    {
        var bytes = await ReadBytesAsync(request, maxBytes);
        if (bytes.Length == 0)
        {
            return null;
        }

        return IsJson(request.ContentType)
            ? A2AJson.ParseDocument(bytes)
            : throw new A2AException(
                A2AError.ContentTypeNotSupported, $"A body has the content type {Json} or {A2AProtocol.MediaType}.");
    }

    /// <summary>Answers with a message, as HTTP+JSON has it.</summary>
    public static Task ReplyAsync(HttpContext http, IMessage message) =>
        WriteAsync(http, StatusCodes.Status200OK, MediaType(http.Request), writer => ProtoJsonWriter.Write(writer, message));

    /// <summary>Answers with a message that is written already.</summary>
    public static Task ReplyAsync(HttpContext http, byte[] json) =>
        WriteAsync(http, StatusCodes.Status200OK, MediaType(http.Request), json);

    /// <summary>Answers with an error, as HTTP+JSON has it.</summary>
    public static Task ReplyAsync(HttpContext http, A2AException exception) =>
        WriteAsync(http, exception.Error.HttpStatus, MediaType(http.Request), writer => ErrorJson.WriteHttp(writer, exception));

    /// <summary>Writes a body.</summary>
    public static Task WriteAsync(HttpContext http, int status, string mediaType, Action<Utf8JsonWriter> write) =>
        WriteAsync(http, status, mediaType, A2AJson.Build(write));

    private static async Task WriteAsync(HttpContext http, int status, string mediaType, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, int maxBytes)
    {
        try
        {
            while (true)
            {
                var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
                var isTooLarge = read.Buffer.Length > maxBytes || request.ContentLength > maxBytes;
                var bytes = read.IsCompleted && !isTooLarge ? read.Buffer.ToArray() : null;
                request.BodyReader.AdvanceTo(isTooLarge || read.IsCompleted ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
                if (isTooLarge)
                {
                    throw new A2AException(A2AError.TooLarge, $"The request has more than {maxBytes} bytes.");
                }

                if (bytes is not null)
                {
                    return bytes;
                }
            }
        }
        catch (BadHttpRequestException exception)
        {
            throw new A2AException(
                exception.StatusCode switch
                {
                    StatusCodes.Status413PayloadTooLarge => A2AError.TooLarge,
                    StatusCodes.Status429TooManyRequests => A2AError.ResourceExhausted,
                    _ => A2AError.InvalidRequest,
                },
                inner: exception);
        }
    }

    // The protocol's own only for who names it.
    private static string MediaType(HttpRequest request) => MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)
        && types.Any(type => type.MediaType.Equals(A2AProtocol.MediaType, StringComparison.OrdinalIgnoreCase))
            ? A2AProtocol.MediaType
            : Json;

    private static bool IsJson(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals(A2AProtocol.MediaType, StringComparison.OrdinalIgnoreCase));
}
