using System.Collections;
using System.Text.Json;
using Ecommerce.Contracts.Layout;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>Prints messages, with or without their secret fields.</summary>
internal readonly struct JsonMessageWriter(Utf8JsonWriter json, bool secrets)
{
    // RFC 8259 section 6: up to here every integer is a double.
    private const double MaxExactInteger = 1L << 53;

    public void Write(IMessage message) => Write(message, MessageLayout.Of(message.Descriptor));

    private void Write(IMessage message, MessageLayout layout)
    {
        switch (layout.Form)
        {
            case MessageForm.Timestamp:
                json.WriteStringValue(((Timestamp)message).ToDateTime());
                break;
            case MessageForm.Struct:
                WriteStruct((Struct)message);
                break;
            case MessageForm.List:
                WriteList((ListValue)message);
                break;
            case MessageForm.Value:
                WriteValue((Value)message);
                break;
            default:
                WriteFields(message, layout);
                break;
        }
    }

    private void WriteFields(IMessage message, MessageLayout layout)
    {
        json.WriteStartObject();
        foreach (var field in layout.Fields)
        {
            if ((field.HasPresence && !field.Accessor.HasValue(message)) || (field.Rules.Secret && !secrets))
            {
                continue;
            }
            var value = field.Accessor.GetValue(message);
            if (field.Type == FieldType.Enum && !field.IsList && (int)value == 0)
            {
                continue;
            }
            json.WritePropertyName(field.JsonName);
            if (field.IsMap)
            {
                WriteMap(field.MapValue!, (IDictionary)value);
            }
            else if (field.IsList)
            {
                WriteList(field, (IList)value);
            }
            else
            {
                WriteSingle(field, value);
            }
        }
        json.WriteEndObject();
    }

    private void WriteMap(FieldLayout field, IDictionary map)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            json.WritePropertyName((string)entry.Key);
            WriteSingle(field, entry.Value!);
        }
        json.WriteEndObject();
    }

    private void WriteList(FieldLayout field, IList list)
    {
        json.WriteStartArray();
        foreach (var value in list)
        {
            WriteSingle(field, value);
        }
        json.WriteEndArray();
    }

    private void WriteSingle(FieldLayout field, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case uint number:
                json.WriteNumberValue(number);
                break;
            case ulong number:
                json.WriteNumberValue(number);
                break;
            case double number:
                WriteDouble(number, field.Name);
                break;
            case float number:
                RequireFinite(float.IsFinite(number), field.Name);
                json.WriteNumberValue(number);
                break;
            case ByteString bytes:
                json.WriteBase64StringValue(bytes.Span);
                break;
            case IMessage message:
                Write(message, field.Message);
                break;
            default:
                WriteEnum(field.Enum!, (int)value);
                break;
        }
    }

    // A number that this version does not know prints as it is, as ProtoJSON does; zero only shows within lists.
    private void WriteEnum(EnumNames names, int number)
    {
        if (names.TryGetName(number, out var name))
        {
            json.WriteStringValue(name);
        }
        else
        {
            json.WriteNumberValue(number);
        }
    }

    private void WriteStruct(Struct value)
    {
        json.WriteStartObject();
        foreach (var (name, field) in value.Fields)
        {
            json.WritePropertyName(name);
            WriteValue(field);
        }
        json.WriteEndObject();
    }

    private void WriteList(ListValue value)
    {
        json.WriteStartArray();
        foreach (var element in value.Values)
        {
            WriteValue(element);
        }
        json.WriteEndArray();
    }

    private void WriteValue(Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                WriteStruct(value.StructValue);
                break;
            case Value.KindOneofCase.ListValue:
                WriteList(value.ListValue);
                break;
            case Value.KindOneofCase.StringValue:
                json.WriteStringValue(value.StringValue);
                break;
            case Value.KindOneofCase.NumberValue:
                WriteDouble(value.NumberValue, "");
                break;
            case Value.KindOneofCase.BoolValue:
                json.WriteBooleanValue(value.BoolValue);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private void WriteDouble(double number, string field)
    {
        RequireFinite(double.IsFinite(number), field);
        if (double.IsInteger(number) && Math.Abs(number) <= MaxExactInteger)
        {
            json.WriteNumberValue((long)number);
        }
        else
        {
            json.WriteNumberValue(number);
        }
    }

    private static void RequireFinite(bool finite, string field)
    {
        if (!finite)
        {
            throw new ContractJsonException(field, "holds a number that JSON has not");
        }
    }
}
