using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Primitives;

namespace Ecommerce.Gateway.Rest;

/// <summary>Reads a capability's request off an HTTP request: the body, and the fields that the path and the query name.</summary>
internal static class RestRequests
{
    private const int Chunk = 16 * 1024;

    /// <exception cref="ProblemException"><c>invalid_request</c>, naming the field.</exception>
    public static async Task<IMessage> ReadAsync(HttpContext context, Capability capability)
    {
        try
        {
            var message = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
                ? capability.RequestParser.ParseFrom(ByteString.Empty)
                : ContractJson.Parse(capability.Request, await BodyAsync(context));
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
        catch (ContractJsonException e)
        {
            throw ProblemException.Invalid(e);
        }
    }

    /// <summary>The body, or an empty object where there is none.</summary>
    public static async Task<byte[]> BodyAsync(HttpContext context)
    {
        var request = context.Request;
        RestAccept.RequireJson(context);
        if (request.ContentLength > ContractJson.MaxBytes)
        {
            throw TooLarge();
        }

        using var body = new MemoryStream();
        var buffer = new byte[Chunk];
        for (int read; (read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > ContractJson.MaxBytes)
            {
                throw TooLarge();
            }
        }

        if (body.Length == 0)
        {
            return "{}"u8.ToArray();
        }

        return request.ContentType is null ? throw RestAccept.NoJson() : body.ToArray();
    }

    // What the path names, the body may not name again: which of the two was meant would be a guess.
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

    private static ProblemException TooLarge() => new(ErrorCodes.InvalidRequest, $"The body is larger than {ContractJson.MaxBytes} bytes.");
}
