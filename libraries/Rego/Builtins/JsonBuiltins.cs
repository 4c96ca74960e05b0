using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Rego.Builtins;

/// <summary>Builtins of JSON text and of paths into documents.</summary>
internal static class JsonBuiltins
{
    private const Kinds Paths = Kinds.Array | Kinds.Set;

    internal static Builtin[] All { get; } =
    [
        new("json.marshal", [Kinds.Any], Kinds.String, (_, arguments) => RegoString.Of(Marshal(arguments[0]))),
        new("json.marshal_with_options", [Kinds.Any, Kinds.Object], Kinds.String, MarshalWithOptions),
        new("json.unmarshal", [Kinds.String], Kinds.Any, (_, arguments) => Unmarshal(arguments.Text(0))),
        new("json.is_valid", [Kinds.Any], Kinds.Boolean, (_, arguments) => RegoValue.From(IsValid(arguments[0].Text))),
        new("json.filter", [Kinds.Object, Paths], Kinds.Object,
            (_, arguments) => JsonPaths.Filter(arguments[0], JsonPaths.Read(arguments[1]))),
        new("json.remove", [Kinds.Object, Paths], Kinds.Object,
            (_, arguments) => JsonPaths.Remove(arguments[0], JsonPaths.Read(arguments[1]))),
        new("json.patch", [Kinds.Any, Kinds.Array], Kinds.Any, (_, arguments) => JsonPatch.Apply(arguments[0], arguments.Array(1))),
    ];

    private static RegoValue Unmarshal(string text)
    {
        try
        {
            return RegoValue.ParseJson(text);
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException)
        {
            throw new BuiltinException("invalid JSON text");
        }
    }

    private static bool IsValid(string? text)
    {
        try
        {
            return text is not null && Unmarshal(text) is not null;
        }
        catch (BuiltinException)
        {
            return false;
        }
    }

    private static string Marshal(RegoValue value)
    {
        var text = new StringBuilder();
        Write(value, text, null, "", 0);
        return text.ToString();
    }

    private static RegoString MarshalWithOptions(Evaluate.Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var options = arguments.Object(1);
        foreach (var (key, option) in options.ToSortedArray())
        {
            var wanted = key.Text switch
            {
                "pretty" => RegoKind.Boolean,
                "indent" or "prefix" => RegoKind.String,
                _ => throw new BuiltinException($"object contained unknown key {key}", isType: true),
            };
            if (option.Kind != wanted)
                throw new BuiltinException($"key {key} failed cast to {Syntax.Names.Of(wanted)}", isType: true);
        }
        var isPretty = options.Member("pretty")?.IsTrue ?? (options.Member("indent") ?? options.Member("prefix")) is not null;
        var prefix = options.Member("prefix")?.Text ?? "";
        var text = new StringBuilder(isPretty ? prefix : "");
        Write(arguments[0], text, isPretty ? options.Member("indent")?.Text ?? "\t" : null, prefix, 0);
        return RegoString.Of(text.ToString());
    }

    /// <summary>As Go's encoder writes: keys sorted, and <c>&lt;</c>, <c>&gt;</c>, <c>&amp;</c> escaped.</summary>
    private static void Write(RegoValue value, StringBuilder text, string? indent, string prefix, int depth)
    {
        switch (value)
        {
            case RegoString scalar:
                Quote(scalar.Value, text);
                break;
            case RegoObject obj:
                var members = obj.ToSortedArray();
                text.Append('{');
                for (var i = 0; i < members.Length; i++)
                {
                    Line(text, i, indent, prefix, depth + 1);
                    Quote(members[i].Key.Text ?? Marshal(members[i].Key), text);
                    text.Append(indent is null ? ":" : ": ");
                    Write(members[i].Value, text, indent, prefix, depth + 1);
                }
                Close(text, members.Length, '}', indent, prefix, depth);
                break;
            case RegoArray or RegoSet:
                var items = Evaluate.Members.Values(value);
                text.Append('[');
                for (var i = 0; i < items.Length; i++)
                {
                    Line(text, i, indent, prefix, depth + 1);
                    Write(items[i], text, indent, prefix, depth + 1);
                }
                Close(text, items.Length, ']', indent, prefix, depth);
                break;
            default:
                RegoText.Write(value, text);
                break;
        }
    }

    private static void Line(StringBuilder text, int index, string? indent, string prefix, int depth)
    {
        if (index > 0)
            text.Append(',');
        if (indent is null)
            return;
        text.Append('\n').Append(prefix);
        for (var i = 0; i < depth; i++)
            text.Append(indent);
    }

    private static void Close(StringBuilder text, int count, char end, string? indent, string prefix, int depth)
    {
        if (count > 0)
            Line(text, 0, indent, prefix, depth);
        text.Append(end);
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }
}
