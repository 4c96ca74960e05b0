using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Layout;

/// <summary>A message type's fields, created once; JSON and validation both walk them.</summary>
internal sealed class MessageLayout
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageLayout> Cache = new();

    private readonly Lazy<bool> _holdsSecrets;

    private MessageLayout(MessageDescriptor type)
    {
        _holdsSecrets = new(() => ReachesSecret(this, []));
        Type = type;
        Form = FormOf(type);
        Fields = Form == MessageForm.Fields ? [.. type.Fields.InDeclarationOrder().Select(f => new FieldLayout(f))] : [];
        Shown = new(Fields);
        ShownWithoutSecrets = new(Array.FindAll(Fields, field => !field.Rules.Secret));
        Currency = Fields.FirstOrDefault(f => f is { Name: "currency", Type: FieldType.String });
    }

    public MessageDescriptor Type { get; }

    public MessageForm Form { get; }

    /// <summary>In the order of the proto; empty for the well-known types with a JSON form of their own.</summary>
    public FieldLayout[] Fields { get; }

    /// <summary>What its JSON shows.</summary>
    public ShownFields Shown { get; }

    /// <summary>What its JSON shows without secret fields.</summary>
    public ShownFields ShownWithoutSecrets { get; }

    /// <summary>The field with the currency of the message's amounts.</summary>
    public FieldLayout? Currency { get; }

    /// <summary>Whether the message, or one in it, has a field that its rules call secret.</summary>
    public bool HoldsSecrets => _holdsSecrets.Value;

    public static MessageLayout Of(MessageDescriptor type) => Cache.GetOrAdd(type, static t => new MessageLayout(t));

    public IMessage New() => Type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);

    // A message may hold itself.
    private static bool ReachesSecret(MessageLayout layout, HashSet<MessageLayout> seen) => seen.Add(layout)
        && Array.Exists(layout.Fields, field => field.Rules.Secret || (field.Inner is { } inner && ReachesSecret(inner, seen)));

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
