using System.Text.Json;
using Ecommerce.Contracts.Layout;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>JSON as a <c>google.protobuf.Struct</c>, whose numbers are doubles.</summary>
internal struct StructOutput : IJsonOutput<StructOutput>
{
    private readonly Struct? _members;
    private readonly ListValue? _elements;
    private string _name = "";

    private StructOutput(Struct? members, ListValue? elements) => (_members, _elements) = (members, elements);

    /// <summary>What was written, once an object was.</summary>
    public Struct? Document { get; private set; }

    public StructOutput BeginMessage(int capacity) => BeginObject(capacity);

    public StructOutput BeginObject(int count) => new(new Struct(), null);

    public StructOutput BeginList(int count) => new(null, new ListValue());

    public void End(in StructOutput inner)
    {
        if (_members is null && _elements is null)
        {
            Document = inner._members;
        }
        else
        {
            Add(inner._members is { } members ? Value.ForStruct(members) : new Value { ListValue = inner._elements });
        }
    }

    public void EndMessage(in StructOutput inner, MessageShape shape) => End(inner);

    public void Name(JsonEncodedText name) => _name = name.Value;

    public void Name(string name) => _name = name;

    public readonly void WriteNull() => Add(Value.ForNull());

    public readonly void Write(bool value) => Add(Value.ForBool(value));

    public readonly void Write(long value) => Add(value, value);

    public readonly void Write(ulong value) => Add(value, value);

    public readonly void Write(double value) => Add(Value.ForNumber(value));

    public readonly void Write(string value) => Add(Value.ForString(value));

    public readonly void Write(ReadOnlySpan<char> value) => Write(value.ToString());

    private readonly void Add(double value, Int128 exact)
    {
        if ((Int128)value != exact)
        {
            throw new ContractJsonException(_name, "holds an integer too large to keep all its digits");
        }

        Add(Value.ForNumber(value));
    }

    private readonly void Add(Value value)
    {
        if (_elements is null)
        {
            _members!.Fields.Add(_name, value);
        }
        else
        {
            _elements.Values.Add(value);
        }
    }
}
