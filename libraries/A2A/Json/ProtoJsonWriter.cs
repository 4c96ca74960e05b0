using System.Collections;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace A2A.Json;

/// <summary>
/// Messages as ProtoJSON, but that a required field is always written (A2A 5.7, 8.4.1), which Protobuf's own formatter cannot do, and
/// that every timestamp has milliseconds (A2A 5.6.1).
/// </summary>
internal static class ProtoJsonWriter
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Write(Utf8JsonWriter writer, IMessage message)
    {
        switch (message)
        {
            case Timestamp timestamp:
                writer.WriteStringValue(timestamp.ToDateTime().ToString(TimestampFormat, CultureInfo.InvariantCulture));
                break;
            case Struct fields:
                WriteStruct(writer, fields);
                break;
            case Value value:
                WriteValue(writer, value);
                break;
            case ListValue list:
                WriteItems(writer, list.Values);
                break;
            default:
                WriteFields(writer, message);
                break;
        }
    }

    private static void WriteFields(Utf8JsonWriter writer, IMessage message)
    {
        writer.WriteStartObject();
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (IsWritten(field, message, out var value))
            {
                writer.WritePropertyName(field.JsonName);
                WriteField(writer, field, value);
            }
        }

        writer.WriteEndObject();
    }

    private static bool IsWritten(FieldDescriptor field, IMessage message, out object value)
    {
        value = field.Accessor.GetValue(message);
        if (field.IsRepeated || field.IsMap)
        {
            return ((ICollection)value).Count > 0 || field.IsRequired();
        }

        return field.HasPresence ? field.Accessor.HasValue(message) : field.IsRequired() || !IsDefault(value);
    }

    private static bool IsDefault(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool flag => !flag,
        int number => number == 0,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture) == 0, // an enum
    };

    private static void WriteField(Utf8JsonWriter writer, FieldDescriptor field, object value)
    {
        if (field.IsMap)
        {
            var item = field.MessageType.FindFieldByNumber(2);
            writer.WriteStartObject();
            foreach (DictionaryEntry entry in (IDictionary)value)
            {
                writer.WritePropertyName((string)entry.Key);
                WriteSingle(writer, item, entry.Value!);
            }

            writer.WriteEndObject();
        }
        else if (field.IsRepeated)
        {
            writer.WriteStartArray();
            foreach (var item in (IEnumerable)value)
            {
                WriteSingle(writer, field, item);
            }

            writer.WriteEndArray();
        }
        else
        {
            WriteSingle(writer, field, value);
        }
    }

    private static void WriteSingle(Utf8JsonWriter writer, FieldDescriptor field, object value)
    {
        switch (value)
        {
            case IMessage message:
                Write(writer, message);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ByteString bytes:
                writer.WriteBase64StringValue(bytes.Span);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            default:
                WriteEnum(writer, field.EnumType, Convert.ToInt32(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteEnum(Utf8JsonWriter writer, EnumDescriptor type, int number)
    {
        if (type.FindValueByNumber(number) is { } known)
        {
            writer.WriteStringValue(known.Name);
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }

    private static void WriteStruct(Utf8JsonWriter writer, Struct fields)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in fields.Fields)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable<Value> items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            WriteValue(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StringValue:
                writer.WriteStringValue(value.StringValue);
                break;
            case Value.KindOneofCase.NumberValue:
                writer.WriteNumberValue(value.NumberValue);
                break;
            case Value.KindOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            case Value.KindOneofCase.StructValue:
                WriteStruct(writer, value.StructValue);
                break;
            case Value.KindOneofCase.ListValue:
                WriteItems(writer, value.ListValue.Values);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
