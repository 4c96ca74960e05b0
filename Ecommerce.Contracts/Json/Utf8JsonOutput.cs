using System.Text.Json;
using Ecommerce.Contracts.Layout;

namespace Ecommerce.Contracts.Json;

/// <summary>JSON as text.</summary>
internal readonly struct Utf8JsonOutput(Utf8JsonWriter json, bool isList = false) : IJsonOutput<Utf8JsonOutput>
{
    private readonly bool _isList = isList;

    public Utf8JsonOutput BeginMessage(int capacity) => BeginObject(capacity);

    public Utf8JsonOutput BeginObject(int count)
    {
        json.WriteStartObject();
        return new(json);
    }

    public Utf8JsonOutput BeginList(int count)
    {
        json.WriteStartArray();
        return new(json, isList: true);
    }

    public void End(in Utf8JsonOutput inner)
    {
        if (inner._isList)
        {
            json.WriteEndArray();
        }
        else
        {
            json.WriteEndObject();
        }
    }

    public void EndMessage(in Utf8JsonOutput inner, MessageShape shape) => End(inner);

    public void Name(JsonEncodedText name) => json.WritePropertyName(name);

    public void Name(string name) => json.WritePropertyName(name);

    public void WriteNull() => json.WriteNullValue();

    public void Write(bool value) => json.WriteBooleanValue(value);

    public void Write(long value) => json.WriteNumberValue(value);

    public void Write(ulong value) => json.WriteNumberValue(value);

    public void Write(double value) => json.WriteNumberValue(value);

    public void Write(string value) => json.WriteStringValue(value);

    public void Write(ReadOnlySpan<char> value) => json.WriteStringValue(value);
}
