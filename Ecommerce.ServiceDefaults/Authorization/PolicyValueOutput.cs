using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.Layout;
using Rego.Values;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>JSON as the values that a policy reads.</summary>
internal struct PolicyValueOutput : IJsonOutput<PolicyValueOutput>
{
    // A few for each message type of the contract.
    private static readonly ConcurrentDictionary<MessageShape, RegoKeys> SharedKeys = new();

    private readonly RegoValue[]? _values;
    private readonly (string Name, RegoValue Value)[]? _members;
    private int _count;
    private string? _name;

    private PolicyValueOutput(RegoValue[]? values, (string, RegoValue)[]? members) => (_values, _members) = (values, members);

    /// <summary>What was written, once a value was.</summary>
    public RegoValue? Document { get; private set; }

    public readonly PolicyValueOutput BeginMessage(int capacity) => BeginList(capacity);

    public readonly PolicyValueOutput BeginObject(int count) => new(null, new (string, RegoValue)[count]);

    public readonly PolicyValueOutput BeginList(int count) => new(count == 0 ? [] : new RegoValue[count], null);

    public void End(in PolicyValueOutput inner) =>
        Add(inner._values is { } values ? RegoValue.From(values) : RegoValue.Object(inner._members));

    public void EndMessage(in PolicyValueOutput inner, MessageShape shape)
    {
        var keys = shape.IsShared ? SharedKeys.GetOrAdd(shape, static s => new RegoKeys(s.Names)) : new RegoKeys(shape.Names);
        Add(RegoValue.Object(keys, ImmutableCollectionsMarshal.AsImmutableArray(inner._values)));
    }

    // The shape has it.
    public readonly void Name(JsonEncodedText name)
    {
    }

    public void Name(string name) => _name = name;

    public void WriteNull() => Add(RegoValue.Null);

    public void Write(bool value) => Add(RegoValue.From(value));

    public void Write(long value) => Add(RegoValue.From(value));

    public void Write(ulong value) => Add(RegoValue.ParseJson(value.ToString(CultureInfo.InvariantCulture)));

    // A policy's numbers are decimals: these are the digits that the number has as JSON.
    public void Write(double value) => Add(RegoValue.ParseJson(value.ToString(CultureInfo.InvariantCulture)));

    public void Write(string value) => Add(RegoValue.From(value));

    public void Write(ReadOnlySpan<char> value) => Write(value.ToString());

    private void Add(RegoValue value)
    {
        if (_values is not null)
        {
            _values[_count++] = value;
        }
        else if (_members is not null)
        {
            _members[_count++] = (_name!, value);
        }
        else
        {
            Document = value;
        }
    }
}
