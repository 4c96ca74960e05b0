using System.Collections;
using System.Globalization;
using System.Text.Json;
using Ecommerce.Contracts.Layout;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>Reads one document into a message. Each method expects the reader on a value's first token and leaves it on its last.</summary>
internal readonly partial struct JsonMessageReader<TTokens>(FieldPath path, bool holdsRules)
    where TTokens : struct, IJsonTokens, allows ref struct
{
    public void Read(ref TTokens json, MessageLayout layout, IMessage message)
    {
        switch (layout.Form)
        {
            case MessageForm.Fields:
                ReadFields(ref json, layout, message);
                break;
            case MessageForm.Timestamp:
                ReadTimestamp(ref json, (Timestamp)message);
                break;
            case MessageForm.Struct:
                ReadStruct(ref json, (Struct)message);
                break;
            case MessageForm.List:
                ReadList(ref json, (ListValue)message);
                break;
            case MessageForm.Value:
                ReadValue(ref json, (Value)message);
                break;
        }
    }

    private void ReadFields(ref TTokens json, MessageLayout layout, IMessage message)
    {
        Enter(ref json, JsonTokenType.StartObject, "must be an object");
        Span<bool> seen = stackalloc bool[layout.Fields.Length];
        var next = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var index = IndexOf(ref json, layout.Fields, next);
            if (index < 0)
            {
                throw Error(Text(ref json), "is not a field of this request", "has an unknown field");
            }

            var field = layout.Fields[index];
            path.Push(field.Name);
            if (seen[index])
            {
                throw Error("is given twice");
            }

            if (field.Oneof?.Accessor.GetCaseFieldDescriptor(message) is { } other)
            {
                throw Error($"cannot be given together with {other.Name}");
            }

            seen[index] = true;
            next = index + 1;
            json.Read();
            if (field.IsMap)
            {
                ReadMap(ref json, field, (IDictionary)field.Accessor.GetValue(message));
            }
            else if (field.IsList)
            {
                ReadList(ref json, field, (IList)field.Accessor.GetValue(message));
            }
            else
            {
                field.Accessor.SetValue(message, ReadSingle(ref json, field));
            }

            path.Pop();
        }
    }

    // Documents mostly have the proto's order, so the search starts after the last hit.
    private int IndexOf(ref TTokens json, FieldLayout[] fields, int start)
    {
        try
        {
            for (var i = 0; i < fields.Length; i++)
            {
                var index = (start + i) % fields.Length;
                if (json.IsName(fields[index].Utf8Name))
                {
                    return index;
                }
            }

            return -1;
        }
        catch (InvalidOperationException)
        {
            throw HalfSurrogate();
        }
    }

    private void ReadMap(ref TTokens json, FieldLayout field, IDictionary map)
    {
        Enter(ref json, JsonTokenType.StartObject, "must be an object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref json);
            if (map.Contains(key))
            {
                throw Error(key, "is given twice", "has a name twice");
            }

            json.Read();
            map.Add(key, ReadSingle(ref json, field.MapValue!));
        }
    }

    private void ReadList(ref TTokens json, FieldLayout field, IList list)
    {
        Enter(ref json, JsonTokenType.StartArray, "must be a list");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (holdsRules && field.Rules.MaxItems > 0 && list.Count == field.Rules.MaxItems)
            {
                throw Error($"must have at most {field.Rules.MaxItems} elements");
            }

            path.Push(list.Count);
            list.Add(ReadSingle(ref json, field));
            path.Pop();
        }
    }

    private object ReadSingle(ref TTokens json, FieldLayout field)
    {
        switch (field.Type)
        {
            case FieldType.String when field.Rules.Money && json.TokenType == JsonTokenType.Number:
                return NotTooLong(field, ReadAmount(json.Number));
            case FieldType.String:
                return NotTooLong(field, ReadString(ref json));
            case FieldType.Bool:
                return json.TokenType is JsonTokenType.True or JsonTokenType.False
                    ? json.TokenType == JsonTokenType.True : throw Error("must be true or false");
            case FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32:
                return (int)ReadInteger(ref json, int.MinValue, int.MaxValue);
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                return (long)ReadInteger(ref json, long.MinValue, long.MaxValue);
            case FieldType.UInt32 or FieldType.Fixed32:
                return (uint)ReadInteger(ref json, uint.MinValue, uint.MaxValue);
            case FieldType.UInt64 or FieldType.Fixed64:
                return (ulong)ReadInteger(ref json, ulong.MinValue, ulong.MaxValue);
            case FieldType.Double:
                return ReadDouble(ref json);
            case FieldType.Float:
                return (float)ReadDouble(ref json) is var number && float.IsFinite(number) ? number : throw Error("is out of range");
            case FieldType.Bytes:
                return ReadBytes(ref json);
            case FieldType.Enum:
                return field.Enum!.TryGetNumber(ReadString(ref json), out var value)
                    ? value : throw Error($"must be one of {field.Enum.Choices}");
            case FieldType.Message:
                var message = field.Message.New();
                Read(ref json, field.Message, message);
                return message;
            default:
                throw new NotSupportedException($"{field.Name}: {field.Type} has no form in the contract's JSON");
        }
    }

    private void ReadStruct(ref TTokens json, Struct target)
    {
        Enter(ref json, JsonTokenType.StartObject, "must be an object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref json);
            if (target.Fields.ContainsKey(name))
            {
                throw Error(name, "is given twice", "has a name twice");
            }

            json.Read();
            var value = new Value();
            ReadValue(ref json, value);
            target.Fields.Add(name, value);
        }
    }

    private void ReadList(ref TTokens json, ListValue target)
    {
        Enter(ref json, JsonTokenType.StartArray, "must be a list");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            path.Push(target.Values.Count);
            var value = new Value();
            ReadValue(ref json, value);
            target.Values.Add(value);
            path.Pop();
        }
    }

    private void ReadValue(ref TTokens json, Value target)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadStruct(ref json, target.StructValue = new Struct());
                break;
            case JsonTokenType.StartArray:
                ReadList(ref json, target.ListValue = new ListValue());
                break;
            case JsonTokenType.String:
                target.StringValue = Text(ref json);
                break;
            case JsonTokenType.Number:
                target.NumberValue = ReadDouble(ref json);
                if (json.Number.IndexOfAny(".eE"u8) < 0
                    && !(Int128.TryParse(json.Number, CultureInfo.InvariantCulture, out var integer)
                        && integer == (Int128)target.NumberValue))
                {
                    throw Error("holds an integer too large to keep all its digits; send it as a string");
                }

                break;
            case JsonTokenType.True or JsonTokenType.False:
                target.BoolValue = json.TokenType == JsonTokenType.True;
                break;
            default:
                target.NullValue = NullValue.NullValue;
                break;
        }
    }

    private void Enter(ref TTokens json, JsonTokenType token, string expectation)
    {
        if (json.TokenType != token)
        {
            throw Error(expectation);
        }

        if (json.Depth >= ContractJson.MaxDepth)
        {
            throw Error(ContractJson.TooDeep);
        }
    }

    private string Text(ref TTokens json)
    {
        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            throw HalfSurrogate();
        }
    }

    private ContractJsonException HalfSurrogate() => Error("holds half of a surrogate pair");

    // A name from outside is repeated only if it can do no harm in a log or a header.
    private ContractJsonException Error(string name, string message, string withoutName)
    {
        if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            return Error(withoutName);
        }

        path.Push(name);
        return Error(message);
    }

    private ContractJsonException Error(string message) => new(path.ToString(), message);
}
