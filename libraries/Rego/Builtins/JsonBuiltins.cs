using System.Globalization;
using System.Text;
using System.Text.Json;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of JSON text, and of paths and patches of documents.</summary>
internal static class JsonBuiltins
{
    // The most memory that a value takes for each character of its JSON text: that of an object with one short member.
    private const int BytesPerCharacter = 40;

    private const Kinds Paths = Kinds.Array | Kinds.Set;

    internal static Builtin[] All { get; } =
    [
        new("json.marshal", [Kinds.Any], Kinds.String, (evaluation, arguments) =>
        {
            evaluation.Limits.Text(arguments[0].Weight);
            return RegoString.Of(Marshal(evaluation.Limits, arguments[0]));
        }),
        new("json.marshal_with_options", [Kinds.Any, Kinds.Object], Kinds.String, MarshalWithOptions),
        new("json.unmarshal", [Kinds.String], Kinds.Any, (evaluation, arguments) =>
        {
            evaluation.Limits.Reserve((long)BytesPerCharacter * arguments.Text(0).Length);
            return Unmarshal(arguments.Text(0));
        }),
        new("json.is_valid", [Kinds.Any], Kinds.Boolean, (evaluation, arguments) =>
        {
            evaluation.Limits.Reserve((long)BytesPerCharacter * (arguments[0].Text?.Length ?? 0));
            return RegoValue.From(IsValid(arguments[0].Text));
        }),
        new("json.filter", [Kinds.Object, Paths], Kinds.Object,
            (evaluation, arguments) => JsonPaths.Filter(evaluation.Limits, arguments[0], JsonPaths.Read(arguments[1]))),
        new("json.remove", [Kinds.Object, Paths], Kinds.Object,
            (evaluation, arguments) => JsonPaths.Remove(evaluation.Limits, arguments[0], JsonPaths.Read(arguments[1]))),
        new("json.patch", [Kinds.Any, Kinds.Array], Kinds.Any,
            (evaluation, arguments) => JsonPatch.Apply(evaluation.Limits, arguments[0], arguments.Array(1))),
    ];

    private static RegoValue Unmarshal(string text)
    {
        try
        {
            return RegoValue.ParseJson(text);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
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

    private static string Marshal(EvaluationLimits limits, RegoValue value)
    {
        var text = new StringBuilder();
        Write(limits, value, text, null, "", 0);
        limits.Reserve(2L * text.Length);
        return text.ToString();
    }

    private static RegoString MarshalWithOptions(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
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
            {
                throw new BuiltinException($"key {key} failed cast to {wanted.Name()}", isType: true);
            }
        }

        var isPretty = options.Member("pretty")?.IsTrue ?? (options.Member("indent") ?? options.Member("prefix")) is not null;
        var prefix = options.Member("prefix")?.Text ?? "";
        evaluation.Limits.Text(arguments[0].Weight);
        var text = new StringBuilder(isPretty ? prefix : "");
        Write(evaluation.Limits, arguments[0], text, isPretty ? options.Member("indent")?.Text ?? "\t" : null, prefix, 0);
        return RegoString.Of(text.ToString());
    }

    /// <summary>Writes JSON as Go's encoder does: keys are sorted, and <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped.</summary>
    private static void Write(
        EvaluationLimits limits, RegoValue value, StringBuilder text, string? indent, string prefix, int depth)
    {
        Depth.Check();
        // The line break and indentation before a member.
        if (indent is not null)
        {
            limits.Text(prefix.Length + ((long)indent.Length * (depth + 1)));
        }

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
                    Quote(members[i].Key.Text ?? Marshal(limits, members[i].Key), text);
                    text.Append(indent is null ? ":" : ": ");
                    Write(limits, members[i].Value, text, indent, prefix, depth + 1);
                }

                Close(text, members.Length, '}', indent, prefix, depth);
                break;
            case RegoArray or RegoSet:
                var items = Members.Values(value);
                text.Append('[');
                for (var i = 0; i < items.Length; i++)
                {
                    Line(text, i, indent, prefix, depth + 1);
                    Write(limits, items[i], text, indent, prefix, depth + 1);
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
        {
            text.Append(',');
        }

        if (indent is null)
        {
            return;
        }

        text.Append('\n').Append(prefix);
        for (var i = 0; i < depth; i++)
        {
            text.Append(indent);
        }
    }

    private static void Close(StringBuilder text, int count, char end, string? indent, string prefix, int depth)
    {
        if (count > 0)
        {
            Line(text, 0, indent, prefix, depth);
        }

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
