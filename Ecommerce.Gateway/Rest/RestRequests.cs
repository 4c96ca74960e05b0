using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Primitives;

namespace Ecommerce.Gateway.Rest;

/// <summary>Reads a capability's request from an HTTP request: the body, and the fields that the path and the query name.</summary>
internal static class RestRequests
{
    private const int Chunk = 16 * 1024;

    // Far more than a provider's message has.
    private const int MaxRawBytes = 256 * 1024;

    /// <summary>Reads and bounds the body; the result parses the capability's request from it, or throws naming the field.</summary>
    /// <exception cref="ProblemException">
    /// <c>invalid_request</c>: the body exceeds a bound that needs no schema, or there is a query beside it.
    /// </exception>
    public static async Task<Func<IMessage>> ReadAsync(HttpContext context, Capability capability)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return () => Read(context, capability, body: null);
        }

        RefuseQuery(context);
        var body = await BodyAsync(context);
        return () => Read(context, capability, body);
    }

    /// <summary>
    /// Refuses a query, where the request is in the body: what may be a secret stands in no URL, which others log (OWASP ASVS 5, 14.2.1).
    /// </summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the parameter and not what it holds.</exception>
    public static void RefuseQuery(HttpContext context)
    {
        if (context.Request.Query.Keys.FirstOrDefault() is { } name)
        {
            throw Invalid(name, "belongs into the body: only GET takes a query");
        }
    }

    /// <summary>The body, or an empty object where there is none.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it is not JSON, or exceeds a bound.</exception>
    public static async Task<BoundedJson> BodyAsync(HttpContext context)
    {
        RestAccept.RequireJson(context);
        var body = await BytesAsync(context, ContractJson.MaxBytes);
        if (body.Length == 0)
        {
            return RequestJson.Check("{}");
        }

        return context.Request.ContentType is null ? throw RestAccept.NoJson() : RequestJson.Check(body);
    }

    /// <summary>Reads and bounds a message that only its provider can verify; the result is the request that hands it on.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>: it exceeds its bound.</exception>
    public static async Task<Func<IMessage>> ReadRawAsync(HttpContext context)
    {
        HandleProviderEventRequest request = new()
        {
            Provider = (string)context.Request.RouteValues["provider"]!,
            Body = UnsafeByteOperations.UnsafeWrap(await BytesAsync(context, MaxRawBytes)),
            Headers =
            {
                from header in context.Request.Headers
                where IsOfSignature(header.Key)
                from value in header.Value
                select new ProviderHeader { Name = header.Key, Value = value },
            },
        };
        return () => request;
    }

    // Providers put signatures into a header of their own, or into those of Standard Webhooks; nothing else of the request is handed on.
    private static bool IsOfSignature(string header) =>
        header.EndsWith("-signature", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase);

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        using var body = new MemoryStream();
        var buffer = new byte[Chunk];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limit)
            {
                throw TooLarge(limit);
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static IMessage Read(HttpContext context, Capability capability, BoundedJson? body)
    {
        var message = body is { } json ? RequestJson.Parse(capability, json) : capability.RequestParser.ParseFrom(ByteString.Empty);
        foreach (var (name, value) in context.Request.RouteValues)
        {
            Set(capability.Request, message, name, (string)value!);
        }

        foreach (var (name, values) in context.Request.Query)
        {
            Set(capability.Request, message, name, Single(name, values));
        }

        return message;
    }

    // A field in the path may not be repeated in the body: which of the two is meant would be a guess.
    private static void Set(MessageDescriptor type, IMessage message, string name, string text)
    {
        var field = type.FindFieldByName(name) ?? throw Invalid(name, "is not a field of this request");
        object value = field.FieldType switch
        {
            FieldType.String => text,
            FieldType.Int32 when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            FieldType.Int64 when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            FieldType.Int32 or FieldType.Int64 => throw Invalid(name, "must be a whole number"),
            _ => throw Invalid(name, "cannot stand in a query"),
        };
        if (field.Accessor.GetValue(message) is string { Length: > 0 })
        {
            throw Invalid(name, "is given twice: by the path or the query, and again");
        }

        field.Accessor.SetValue(message, value);
    }

    private static string Single(string name, StringValues values) =>
        values is [{ } value] ? value : throw Invalid(name, "is given twice");

    private static ProblemException Invalid(string field, string description) => ProblemException.Invalid([new(field, description)]);

    private static ProblemException TooLarge(int limit) => new(ErrorCodes.InvalidRequest, $"The body is larger than {limit} bytes.");
}
