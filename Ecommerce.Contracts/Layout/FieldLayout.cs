using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Contracts.V1;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Layout;

/// <summary>A field's descriptor, rules and names, looked up once.</summary>
internal sealed class FieldLayout
{
    // RFC 9562 section 4.
    private const int UuidLength = 36;

    private readonly Lazy<MessageLayout>? _message;

    public FieldLayout(FieldDescriptor field)
    {
        Name = field.Name;
        Utf8Name = Encoding.UTF8.GetBytes(field.Name);
        JsonName = JsonEncodedText.Encode(field.Name);
        Type = field.FieldType;
        IsMap = field.IsMap;
        IsList = field.IsRepeated && !field.IsMap;
        HasPresence = field.HasPresence;
        Oneof = field.RealContainingOneof;
        Accessor = field.Accessor;
        Rules = field.GetOptions()?.GetExtension(OptionsExtensions.Rules) ?? new FieldRules();
        MaxLength = MaxLengthOf(Rules);
        Pattern = Rules.Pattern.Length == 0
            ? null
            : new Regex($@"\A(?:{Rules.Pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        if (Type == FieldType.Enum)
        {
            Enum = EnumNames.Of(field.EnumType);
        }

        if (IsMap)
        {
            MapValue = new FieldLayout(ValueOf(field));
        }
        else if (Type is FieldType.Message)
        {
            _message = new(() => MessageLayout.Of(field.MessageType)); // lazily: a message may hold itself
        }
    }

    public string Name { get; }

    public byte[] Utf8Name { get; }

    public JsonEncodedText JsonName { get; }

    public FieldType Type { get; }

    public bool IsMap { get; }

    public bool IsList { get; }

    /// <summary>Whether "not set" differs from the default: messages and <c>optional</c> scalars.</summary>
    public bool HasPresence { get; }

    /// <summary>Whether a message may leave it out of its JSON: what is not set, and an enum without a value.</summary>
    public bool IsOptional => HasPresence || (Type == FieldType.Enum && !IsList);

    public OneofDescriptor? Oneof { get; }

    public IFieldAccessor Accessor { get; }

    public FieldRules Rules { get; }

    /// <summary>The most code points of its text; 0 for no rule.</summary>
    public int MaxLength { get; }

    public Regex? Pattern { get; }

    public EnumNames? Enum { get; }

    /// <summary>The layout of a map's values.</summary>
    public FieldLayout? MapValue { get; }

    public MessageLayout Message => _message!.Value;

    /// <summary>The layout of the messages that the field holds, one or many; null if it holds none.</summary>
    public MessageLayout? Inner => (MapValue ?? this)._message?.Value;

    /// <summary>The most code points that rules let a text have; 0 where they say nothing.</summary>
    public static int MaxLengthOf(FieldRules rules) =>
        rules.Uuid ? UuidLength : (int)rules.MaxLength;

    private static FieldDescriptor ValueOf(FieldDescriptor map) =>
        map.MessageType.FindFieldByNumber(1).FieldType == FieldType.String
            ? map.MessageType.FindFieldByNumber(2)
            : throw new NotSupportedException($"{map.FullName}: only maps with string keys have a form in the contract's JSON");
}
