using System.Collections.Concurrent;
using Ecommerce.Contracts.Layout;
using Ecommerce.Contracts.V1;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Wire;

/// <summary>What a scan of a message's binary form needs, created once per type.</summary>
internal sealed class WireLayout
{
    private static readonly ConcurrentDictionary<MessageDescriptor, WireLayout> Cache = new();

    private readonly WireField?[] _byNumber;

    private WireLayout(MessageDescriptor type)
    {
        // Structs nest as their JSON does; the entry and the Value between two of them are not levels of their own.
        var isEntry = type.GetOptions()?.MapEntry == true;
        IsLevel = !isEntry && type.FullName != "google.protobuf.Value";
        IsNamed = !isEntry && !type.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal);
        var fields = type.Fields.InDeclarationOrder();
        _byNumber = new WireField?[fields.Select(field => field.FieldNumber).DefaultIfEmpty(-1).Max() + 1];
        for (var i = 0; i < fields.Count; i++)
        {
            _byNumber[fields[i].FieldNumber] = new(fields[i], i);
        }

        Count = fields.Count;
    }

    /// <summary>The number of its fields.</summary>
    public int Count { get; }

    /// <summary>Whether it counts as a level of nesting.</summary>
    public bool IsLevel { get; }

    /// <summary>Whether its fields' names are the contract's, so that an error names them.</summary>
    public bool IsNamed { get; }

    public static WireLayout Of(MessageDescriptor type) => Cache.GetOrAdd(type, static t => new WireLayout(t));

    /// <summary>The field of that number; null for one that this version does not know.</summary>
    public WireField? Find(uint number) => number < (uint)_byNumber.Length ? _byNumber[number] : null;
}

/// <summary>A field of a scanned message.</summary>
internal sealed class WireField
{
    private readonly Lazy<WireLayout>? _message;

    public WireField(FieldDescriptor field, int index)
    {
        var rules = field.GetOptions()?.GetExtension(OptionsExtensions.Rules) ?? new FieldRules();
        (Name, Index, IsRepeated) = (field.Name, index, field.IsRepeated);
        IsString = field.FieldType == FieldType.String;
        IsPackable =
            field.IsRepeated && field.FieldType is not (FieldType.String or FieldType.Bytes or FieldType.Message or FieldType.Group);
        IsDouble = field.FieldType == FieldType.Double;
        IsFloat = field.FieldType == FieldType.Float;
        MaxItems = (int)rules.MaxItems;
        MaxLength = FieldLayout.MaxLengthOf(rules);
        if (field.FieldType == FieldType.Message)
        {
            _message = new(() => WireLayout.Of(field.MessageType)); // lazily: a message may hold itself
        }
    }

    public string Name { get; }

    /// <summary>Its place among the message's fields.</summary>
    public int Index { get; }

    public bool IsRepeated { get; }

    public bool IsString { get; }

    public bool IsPackable { get; }

    public bool IsDouble { get; }

    public bool IsFloat { get; }

    /// <summary>0 for no rule.</summary>
    public int MaxItems { get; }

    /// <summary>Code points; 0 for no rule.</summary>
    public int MaxLength { get; }

    /// <summary>The message that it holds; null for every other field.</summary>
    public WireLayout? Message => _message?.Value;
}
