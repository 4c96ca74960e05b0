using System.Collections;
using System.Globalization;
using Ecommerce.Contracts.Layout;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>Writes messages as the contract's JSON has them, with or without their secret fields.</summary>
internal readonly struct JsonMessageWriter<TOutput>(bool secrets)
    where TOutput : struct, IJsonOutput<TOutput>
{
    // 2030-01-31T12:00:00.1234567Z
    private const int TimeLength = 28;

    public void Write(ref TOutput output, IMessage message) => Write(ref output, message, MessageLayout.Of(message.Descriptor));

    private void Write(ref TOutput output, IMessage message, MessageLayout layout)
    {
        switch (layout.Form)
        {
            case MessageForm.Timestamp:
                WriteTime(ref output, ((Timestamp)message).ToDateTime());
                break;
            case MessageForm.Struct:
                WriteStruct(ref output, (Struct)message);
                break;
            case MessageForm.List:
                WriteList(ref output, (ListValue)message);
                break;
            case MessageForm.Value:
                WriteValue(ref output, (Value)message);
                break;
            default:
                WriteFields(ref output, message, secrets ? layout.Shown : layout.ShownWithoutSecrets);
                break;
        }
    }

    private void WriteFields(ref TOutput output, IMessage message, ShownFields shown)
    {
        var fields = shown.Fields;
        var inner = output.BeginMessage(fields.Length);
        var left = 0UL;
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            var value = field.HasPresence && !field.Accessor.HasValue(message) ? null : field.Accessor.GetValue(message);
            if (value is null || (field.Type == FieldType.Enum && !field.IsList && (int)value == 0))
            {
                shown.LeaveOut(ref left, i);
                continue;
            }

            inner.Name(field.JsonName);
            if (field.IsMap)
            {
                WriteMap(ref inner, field.MapValue!, (IDictionary)value);
            }
            else if (field.IsList)
            {
                WriteList(ref inner, field, (IList)value);
            }
            else
            {
                WriteSingle(ref inner, field, value);
            }
        }

        output.EndMessage(inner, shown.Shape(left));
    }

    private void WriteMap(ref TOutput output, FieldLayout field, IDictionary map)
    {
        var inner = output.BeginObject(map.Count);
        foreach (DictionaryEntry entry in map)
        {
            inner.Name((string)entry.Key);
            WriteSingle(ref inner, field, entry.Value!);
        }

        output.End(inner);
    }

    private void WriteList(ref TOutput output, FieldLayout field, IList list)
    {
        var inner = output.BeginList(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            WriteSingle(ref inner, field, list[i]!);
        }

        output.End(inner);
    }

    private void WriteSingle(ref TOutput output, FieldLayout field, object value)
    {
        switch (value)
        {
            case string text:
                output.Write(text);
                break;
            case bool flag:
                output.Write(flag);
                break;
            case int number when field.Type != FieldType.Enum:
                output.Write(number);
                break;
            case long number:
                output.Write(number);
                break;
            case uint number:
                output.Write((long)number);
                break;
            case ulong number:
                output.Write(number);
                break;
            case double number:
                WriteDouble(ref output, number, field.Name);
                break;
            case float number:
                WriteDouble(ref output, Widened(number), field.Name);
                break;
            case ByteString bytes:
                output.Write(Convert.ToBase64String(bytes.Span));
                break;
            case IMessage message:
                Write(ref output, message, field.Message);
                break;
            default:
                WriteEnum(ref output, field.Enum!, (int)value);
                break;
        }
    }

    // A number that this version does not know prints as it is, as ProtoJSON does; zero only shows within lists.
    private static void WriteEnum(ref TOutput output, EnumNames names, int number)
    {
        if (names.TryGetName(number, out var name))
        {
            output.Write(name);
        }
        else
        {
            output.Write((long)number);
        }
    }

    // RFC 3339, without the zeros at the end of the fraction.
    private static void WriteTime(ref TOutput output, DateTime time)
    {
        Span<char> text = stackalloc char[TimeLength];
        time.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var end = text[..^1].TrimEnd('0').TrimEnd('.').Length;
        text[end] = 'Z';
        output.Write(text[..(end + 1)]);
    }

    private static void WriteStruct(ref TOutput output, Struct value)
    {
        var inner = output.BeginObject(value.Fields.Count);
        foreach (var (name, field) in value.Fields)
        {
            inner.Name(name);
            WriteValue(ref inner, field);
        }

        output.End(inner);
    }

    private static void WriteList(ref TOutput output, ListValue value)
    {
        var inner = output.BeginList(value.Values.Count);
        foreach (var element in value.Values)
        {
            WriteValue(ref inner, element);
        }

        output.End(inner);
    }

    private static void WriteValue(ref TOutput output, Value value)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                WriteStruct(ref output, value.StructValue);
                break;
            case Value.KindOneofCase.ListValue:
                WriteList(ref output, value.ListValue);
                break;
            case Value.KindOneofCase.StringValue:
                output.Write(value.StringValue);
                break;
            case Value.KindOneofCase.NumberValue:
                WriteDouble(ref output, value.NumberValue, "");
                break;
            case Value.KindOneofCase.BoolValue:
                output.Write(value.BoolValue);
                break;
            default:
                output.WriteNull();
                break;
        }
    }

    private static void WriteDouble(ref TOutput output, double number, string field)
    {
        if (!double.IsFinite(number))
        {
            throw new ContractJsonException(field, "holds a number that JSON cannot represent");
        }

        if (JsonNumber.IsInteger(number, out var integer))
        {
            output.Write(integer);
        }
        else
        {
            output.Write(number);
        }
    }

    // The digits are those of the float: 0.1, not 0.10000000149011612.
    private static double Widened(float number) =>
        double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
