using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rego.Values;

/// <summary>Conversion of values from and to JSON.</summary>
internal static class JsonText
{
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        // Depth.Check limits it.
        MaxDepth = int.MaxValue,
    };

    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 512 };

    internal static RegoValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json, ReaderOptions);
        return Read(document.RootElement);
    }

    internal static RegoValue Read(JsonElement json)
    {
        Depth.Check();
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new RegoObject.Builder(json.GetPropertyCount());
                foreach (var member in json.EnumerateObject())
                {
                    members.Set(RegoString.Of(member.Name), Read(member.Value));
                }

                return members.Build();
            case JsonValueKind.Array:
                var items = new RegoValue[json.GetArrayLength()];
                var next = 0;
                foreach (var item in json.EnumerateArray())
                {
                    items[next++] = Read(item);
                }

                return RegoArray.Of(items);
            case JsonValueKind.String:
                return RegoString.Of(json.GetString()!);
            case JsonValueKind.Number:
                return RegoNumber.TryParse(json.GetRawText(), out var number)
                    ? number
                    : throw new FormatException("a number is out of range");
            case JsonValueKind.True:
            case JsonValueKind.False:
                return RegoValue.From(json.GetBoolean());
            case JsonValueKind.Null:
                return RegoValue.Null;
            default:
                throw new FormatException("the JSON value is undefined");
        }
    }

    internal static void Write(RegoValue value, Utf8JsonWriter writer)
    {
        Depth.Check();
        switch (value)
        {
            case RegoNull:
                writer.WriteNullValue();
                break;
            case RegoBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case RegoNumber number:
                writer.WriteRawValue(number.ToNumberText(), skipInputValidation: true);
                break;
            case RegoString text:
                writer.WriteStringValue(text.Value);
                break;
            case RegoArray array:
                WriteItems(array.Items, writer);
                break;
            case RegoSet set:
                WriteItems(set.ToSortedArray(), writer);
                break;
            case RegoObject obj:
                writer.WriteStartObject();
                foreach (var index in obj.Sorted)
                {
                    var key = obj.KeyAt(index);
                    writer.WritePropertyName(key.Text ?? key.ToJson());
                    Write(obj.ValueAt(index), writer);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteItems(ReadOnlySpan<RegoValue> items, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(item, writer);
        }

        writer.WriteEndArray();
    }
}
