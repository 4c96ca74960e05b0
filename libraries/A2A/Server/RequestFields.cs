using System.Globalization;
using A2A.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace A2A.Server;

/// <summary>Fields of a request that stand in its path and query (A2A 11.5).</summary>
internal static class RequestFields
{
    /// <summary>Sets the fields that the query names; other parameters are not meant for the protocol.</summary>
    /// <exception cref="A2AException">A value is none of its field's type, or there are several.</exception>
    public static void ReadQuery(IMessage request, IQueryCollection query)
    {
        foreach (var field in request.Descriptor.Fields.InFieldNumberOrder())
        {
            if (!query.TryGetValue(field.JsonName, out var values))
            {
                continue;
            }

            if (values.Count != 1)
            {
                throw A2AException.Invalid(field.JsonName, "It is there more than once.");
            }

            field.Accessor.SetValue(request, Read(field, values[0] ?? ""));
        }
    }

    /// <summary>Sets the fields that the path names, tenant too.</summary>
    /// <exception cref="A2AException">The body or the query has another value.</exception>
    public static void ReadPath(IMessage request, RouteValueDictionary route)
    {
        foreach (var field in request.Descriptor.Fields.InFieldNumberOrder())
        {
            if (!route.TryGetValue(field.JsonName, out var value) || value is not string text)
            {
                continue;
            }

            // Routing leaves this one escape, so that a slash within a value does not become one of the path.
            text = text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            if (field.Accessor.GetValue(request) is string { Length: > 0 } other && other != text)
            {
                throw A2AException.Invalid(field.JsonName, "It differs from the path.");
            }

            field.Accessor.SetValue(request, text);
        }
    }

    private static object Read(FieldDescriptor field, string text)
    {
        switch (field.FieldType)
        {
            case FieldType.String:
                return text;
            case FieldType.Int32 when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                return number;
            case FieldType.Bool when text is "true" or "false":
                return text == "true";
            case FieldType.Enum when field.EnumType.FindValueByName(text) is { } known:
                return System.Enum.ToObject(field.EnumType.ClrType, known.Number);
            case FieldType.Message when field.MessageType == Timestamp.Descriptor && ReadTime(text) is { } time:
                return time;
            default:
                throw A2AException.Invalid(field.JsonName, "It is not valid.");
        }
    }

    private static Timestamp? ReadTime(string text)
    {
        try
        {
            return JsonParser.Default.Parse<Timestamp>($"\"{JsonEncoded(text)}\"");
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string JsonEncoded(string text) => System.Text.Json.JsonEncodedText.Encode(text).ToString();
}
