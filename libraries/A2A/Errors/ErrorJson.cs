using System.Text.Json;

namespace A2A.Errors;

/// <summary>Errors in JSON: the details of both bindings (A2A 9.5, 11.6), and each binding's envelope of them.</summary>
internal static class ErrorJson
{
    private const string InfoType = "type.googleapis.com/google.rpc.ErrorInfo";
    private const string RequestType = "type.googleapis.com/google.rpc.BadRequest";

    /// <summary>The <c>error</c> of JSON-RPC.</summary>
    public static void WriteJsonRpc(Utf8JsonWriter writer, A2AException exception)
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", exception.Error.Code);
        writer.WriteString("message", exception.Message);
        WriteDetails(writer, "data", exception);
        writer.WriteEndObject();
    }

    /// <summary>The whole body of HTTP+JSON.</summary>
    public static void WriteHttp(Utf8JsonWriter writer, A2AException exception)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteNumber("code", exception.Error.HttpStatus);
        writer.WriteString("status", exception.Error.StatusName);
        writer.WriteString("message", exception.Message);
        WriteDetails(writer, "details", exception);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Reads the <c>error</c> of either binding.</summary>
    /// <param name="error">The object.</param>
    /// <param name="fallback">Its kind if it names none that is known here.</param>
    public static A2AException Read(JsonElement error, A2AError fallback)
    {
        var kind = Number(error, "code") is { } code ? A2AError.OfCode(code) : null;
        Dictionary<string, string> metadata = [];
        List<FieldViolation> violations = [];
        foreach (var detail in Items(error, "data").Concat(Items(error, "details")))
        {
            if (Text(detail, "@type") == InfoType && Text(detail, "domain") == ErrorStatus.Domain)
            {
                kind = A2AError.OfReason(Text(detail, "reason")) ?? kind;
                metadata = Members(detail, "metadata");
            }
            else if (Text(detail, "@type") == RequestType)
            {
                violations.AddRange(Items(detail, "fieldViolations").Select(
                    field => new FieldViolation(Text(field, "field") ?? "", Text(field, "description") ?? "")));
            }
        }

        return new(kind ?? fallback, Text(error, "message")) { Violations = violations, Metadata = metadata };
    }

    private static void WriteDetails(Utf8JsonWriter writer, string name, A2AException exception)
    {
        writer.WriteStartArray(name);
        writer.WriteStartObject();
        writer.WriteString("@type", InfoType);
        writer.WriteString("reason", exception.Error.Reason);
        writer.WriteString("domain", ErrorStatus.Domain);
        if (exception.Metadata.Count > 0)
        {
            writer.WriteStartObject("metadata");
            foreach (var (key, value) in exception.Metadata)
            {
                writer.WriteString(key, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (exception.Violations.Count > 0)
        {
            writer.WriteStartObject();
            writer.WriteString("@type", RequestType);
            writer.WriteStartArray("fieldViolations");
            foreach (var (field, description) in exception.Violations)
            {
                writer.WriteStartObject();
                writer.WriteString("field", field);
                writer.WriteString("description", description);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static JsonElement? Member(JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    private static string? Text(JsonElement parent, string name) => Member(parent, name, JsonValueKind.String)?.GetString();

    private static int? Number(JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.Number) is { } number && number.TryGetInt32(out var value) ? value : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.Array) is { } array ? array.EnumerateArray() : default;

    private static Dictionary<string, string> Members(JsonElement parent, string name) =>
        Member(parent, name, JsonValueKind.Object) is { } members
            ? members.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String)
                .ToDictionary(member => member.Name, member => member.Value.GetString()!)
            : [];
}
