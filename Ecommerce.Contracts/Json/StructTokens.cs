using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>The tokens that a <c>google.protobuf.Struct</c> would have as JSON.</summary>
internal struct StructTokens(Struct document) : IJsonTokens
{
    // -2.2250738585072014E-308 is as long as any.
    private const int NumberLength = 24;

    private readonly Stack<IEnumerator> _open = [];
    private Value? _next = Value.ForStruct(document);
    private Value _value = new();
    private string _name = "";
    private byte[]? _number;

    public JsonTokenType TokenType { get; private set; }

    public readonly int Depth => TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? _open.Count - 1 : _open.Count;

    public ReadOnlySpan<byte> Number
    {
        get
        {
            _number ??= new byte[NumberLength];
            int length;
            if (TryGetInt64(out var integer))
            {
                integer.TryFormat(_number, out length, provider: CultureInfo.InvariantCulture);
            }
            else
            {
                _value.NumberValue.TryFormat(_number, out length, provider: CultureInfo.InvariantCulture);
            }

            return _number.AsSpan(0, length);
        }
    }

    public bool Read()
    {
        if (_next is { } next)
        {
            TokenType = Enter(next);
            _next = null;
            return true;
        }

        if (!_open.TryPeek(out var open))
        {
            return false;
        }

        switch (open)
        {
            case IEnumerator<KeyValuePair<string, Value>> members when members.MoveNext():
                (_name, _next) = members.Current;
                TokenType = JsonTokenType.PropertyName;
                break;
            case IEnumerator<Value> elements when elements.MoveNext():
                TokenType = Enter(elements.Current);
                break;
            default:
                _open.Pop();
                TokenType = open is IEnumerator<Value> ? JsonTokenType.EndArray : JsonTokenType.EndObject;
                break;
        }

        return true;
    }

    public readonly string GetString() => TokenType == JsonTokenType.PropertyName ? _name : _value.StringValue;

    // The names of fields are ASCII.
    public readonly bool IsName(ReadOnlySpan<byte> utf8) => Ascii.Equals(utf8, _name);

    public readonly bool TryGetInt64(out long value) => JsonNumber.IsInteger(_value.NumberValue, out value);

    public readonly bool TryGetDouble(out double value)
    {
        value = TryGetInt64(out var integer) ? integer : _value.NumberValue;
        return true;
    }

    private JsonTokenType Enter(Value value)
    {
        _value = value;
        switch (value.KindCase)
        {
            case Value.KindOneofCase.StructValue:
                _open.Push(value.StructValue.Fields.GetEnumerator());
                return JsonTokenType.StartObject;
            case Value.KindOneofCase.ListValue:
                _open.Push(value.ListValue.Values.GetEnumerator());
                return JsonTokenType.StartArray;
            case Value.KindOneofCase.StringValue:
                return JsonTokenType.String;
            case Value.KindOneofCase.NumberValue:
                return JsonTokenType.Number;
            case Value.KindOneofCase.BoolValue:
                return value.BoolValue ? JsonTokenType.True : JsonTokenType.False;
            default:
                return JsonTokenType.Null;
        }
    }
}
