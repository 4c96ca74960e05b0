using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts;

/// <summary>A message type's table of fields, made once; JSON and validation both walk it.</summary>
internal sealed class MessageLayout
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageLayout> Cache = new();

    private MessageLayout(MessageDescriptor type)
    {
        Type = type;
        Form = FormOf(type);
        Fields = Form == MessageForm.Fields ? [.. type.Fields.InDeclarationOrder().Select(f => new FieldLayout(f))] : [];
        Currency = Fields.FirstOrDefault(f => f is { Name: "currency", Type: FieldType.String });
    }

    public MessageDescriptor Type { get; }

    public MessageForm Form { get; }

    /// <summary>In the order of the proto; empty for the well-known types with a JSON form of their own.</summary>
    public FieldLayout[] Fields { get; }

    /// <summary>The field that tells which currency the message's amounts are in.</summary>
    public FieldLayout? Currency { get; }

    public static MessageLayout Of(MessageDescriptor type) => Cache.GetOrAdd(type, static t => new MessageLayout(t));

    public IMessage New() => Type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);

    private static MessageForm FormOf(MessageDescriptor type) => type.FullName switch
    {
        "google.protobuf.Timestamp" => MessageForm.Timestamp,
        "google.protobuf.Struct" => MessageForm.Struct,
        "google.protobuf.ListValue" => MessageForm.List,
        "google.protobuf.Value" => MessageForm.Value,
        "google.protobuf.Empty" => MessageForm.Fields,
        var name when name.StartsWith("google.protobuf.", StringComparison.Ordinal) =>
            throw new NotSupportedException($"{name} has no form in the contract's JSON"),
        _ => MessageForm.Fields,
    };
}

/// <summary>How a message looks in JSON.</summary>
internal enum MessageForm
{
    Fields,
    Timestamp,
    Struct,
    List,
    Value,
}

/// <summary>A field with all that is looked up about it again and again.</summary>
internal sealed class FieldLayout
{
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
        Pattern = Rules.Pattern.Length == 0
            ? null
            : new Regex($@"\A(?:{Rules.Pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        if (Type == FieldType.Enum)
            Enum = EnumNames.Of(field.EnumType);
        if (IsMap)
            MapValue = new FieldLayout(ValueOf(field));
        else if (Type is FieldType.Message)
            _message = new(() => MessageLayout.Of(field.MessageType)); // lazily: a message may hold itself
    }

    public string Name { get; }

    public byte[] Utf8Name { get; }

    public JsonEncodedText JsonName { get; }

    public FieldType Type { get; }

    public bool IsMap { get; }

    public bool IsList { get; }

    /// <summary>Whether "not set" differs from the default: messages and <c>optional</c> scalars.</summary>
    public bool HasPresence { get; }

    public OneofDescriptor? Oneof { get; }

    public IFieldAccessor Accessor { get; }

    public FieldRules Rules { get; }

    public Regex? Pattern { get; }

    public EnumNames? Enum { get; }

    /// <summary>The layout of a map's values.</summary>
    public FieldLayout? MapValue { get; }

    public MessageLayout Message => _message!.Value;

    private static FieldDescriptor ValueOf(FieldDescriptor map) =>
        map.MessageType.FindFieldByNumber(1).FieldType == FieldType.String
            ? map.MessageType.FindFieldByNumber(2)
            : throw new NotSupportedException($"{map.FullName}: only maps with string keys have a form in the contract's JSON");
}

/// <summary>An enum's names as JSON has them: lower case, without the type's prefix.</summary>
internal sealed class EnumNames
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, JsonEncodedText> _names = [];

    private EnumNames(EnumDescriptor type)
    {
        foreach (var value in type.Values.Where(v => v.Number != 0))
        {
            var name = JsonName(type.Name, value.Name);
            _numbers.Add(name, value.Number);
            _names.TryAdd(value.Number, JsonEncodedText.Encode(name));
        }
        Choices = string.Join(", ", _numbers.Keys);
    }

    /// <summary>The names, for messages to people.</summary>
    public string Choices { get; }

    public static EnumNames Of(EnumDescriptor type) => new(type);

    public bool TryGetNumber(string name, out int number) => _numbers.TryGetValue(name, out number);

    public bool TryGetName(int number, out JsonEncodedText name) => _names.TryGetValue(number, out name);

    public bool IsDefined(int number) => number == 0 || _names.ContainsKey(number);

    // Tier + TIER_PREMIUM gives premium; PaymentStatus + PAYMENT_STATUS_REQUIRES_ACTION gives requires_action.
    private static string JsonName(string type, string value)
    {
        var prefix = string.Concat(type.Select((c, i) => i > 0 && char.IsAsciiLetterUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}")) + "_";
        return (value.StartsWith(prefix, StringComparison.Ordinal) ? value[prefix.Length..] : value).ToLowerInvariant();
    }
}
