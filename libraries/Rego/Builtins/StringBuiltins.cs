using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of strings. Positions and lengths are in code points.</summary>
internal static class StringBuiltins
{
    private const Kinds Texts = Kinds.String | Kinds.Array | Kinds.Set;

    // Characters that are put together on the stack.
    private const int ShortText = 128;

    // A code point as a string of its own, in a list.
    private const int BytesPerRune = 80;

    internal static Builtin[] All { get; } =
    [
        Test("contains", (text, part) => text.Contains(part, StringComparison.Ordinal)),
        Test("startswith", (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
        Test("endswith", (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
        Map("lower", text => text.ToLowerInvariant()),
        Map("upper", text => text.ToUpperInvariant()),
        Map("trim_space", text => text.Trim()),
        new("strings.reverse", [Kinds.String], Kinds.String, (evaluation, arguments) =>
        {
            evaluation.Limits.Reserve((long)BytesPerRune * arguments.Text(0).Length);
            return RegoString.Of(string.Concat(arguments.Text(0).EnumerateRunes().Reverse()));
        }),
        Cut("trim", (text, set) => TrimEnd(TrimStart(text, set), set)),
        Cut("trim_left", TrimStart),
        Cut("trim_right", TrimEnd),
        Cut("trim_prefix", (text, part) => text.StartsWith(part, StringComparison.Ordinal) ? text[part.Length..] : text),
        Cut("trim_suffix", (text, part) => text.EndsWith(part, StringComparison.Ordinal) ? text[..^part.Length] : text),
        new("concat", [Kinds.String, Kinds.Array | Kinds.Set], Kinds.String, (evaluation, arguments) => Join(
            evaluation, arguments.Text(0), arguments[1] is RegoArray array ? array.Items : Members.Values(arguments[1]), arguments[1].Kind))
        {
            Spread = new("concat", [Kinds.String, .. Enumerable.Repeat(Kinds.Any, ArgumentBuffer.Size - 1)], Kinds.String,
                (evaluation, arguments) => Join(evaluation, arguments.Text(0), arguments[1..], RegoKind.Array)),
        },
        new("split", [Kinds.String, Kinds.String], Kinds.Array,
            (evaluation, arguments) => Split(evaluation, arguments.Text(0), arguments.Text(1))),
        new("strings.split_n", [Kinds.String, Kinds.String, Kinds.Number], Kinds.Array, (evaluation, arguments) =>
        {
            var parts = Split(evaluation, arguments.Text(0), arguments.Text(1)).Items;
            var count = Math.Clamp(arguments.Index(2), -parts.Length, parts.Length);
            return RegoArray.Of((count < 0 ? parts[^-count..] : parts[..count]).ToArray());
        }),
        new("replace", [Kinds.String, Kinds.String, Kinds.String], Kinds.String, Replacement.One),
        new("strings.replace_n", [Kinds.Object, Kinds.String], Kinds.String, Replacement.Many),
        new("strings.count", [Kinds.String, Kinds.String], Kinds.Number,
            (_, arguments) => RegoNumber.Of(Occurrences(arguments.Text(0), arguments.Text(1)))),
        new("strings.any_prefix_match", [Texts, Texts], Kinds.Boolean,
            (evaluation, arguments) => Any(evaluation, arguments, (text, part) => text.StartsWith(part, StringComparison.Ordinal))),
        new("strings.any_suffix_match", [Texts, Texts], Kinds.Boolean,
            (evaluation, arguments) => Any(evaluation, arguments, (text, part) => text.EndsWith(part, StringComparison.Ordinal))),
        new("indexof", [Kinds.String, Kinds.String], Kinds.Number,
            (evaluation, arguments) => RegoNumber.Of(Positions(evaluation, arguments).FirstOrDefault(-1))),
        new("indexof_n", [Kinds.String, Kinds.String], Kinds.Array,
            (evaluation, arguments) => RegoArray.Of([.. Positions(evaluation, arguments).Select(position => RegoNumber.Of(position))])),
        new("substring", [Kinds.String, Kinds.Number, Kinds.Number], Kinds.String, Substring),
        new("format_int", [Kinds.Number, Kinds.Number], Kinds.String, FormatInteger),
        new("sprintf", [Kinds.String, Kinds.Array], Kinds.String, (evaluation, arguments) =>
            RegoString.Of(GoFormat.Format(arguments.Text(0), arguments.Array(1).Items, evaluation.Limits))),
    ];

    private static Builtin Test(string name, Func<string, string, bool> test) =>
        new(name, [Kinds.String, Kinds.String], Kinds.Boolean,
            (_, arguments) => RegoValue.From(test(arguments.Text(0), arguments.Text(1))));

    private static Builtin Map(string name, Func<string, string> map) =>
        new(name, [Kinds.String], Kinds.String, (_, arguments) => RegoString.Of(map(arguments.Text(0))));

    private static Builtin Cut(string name, Func<string, string, string> cut) =>
        new(name, [Kinds.String, Kinds.String], Kinds.String,
            (_, arguments) => RegoString.Of(cut(arguments.Text(0), arguments.Text(1))));

    private static string TrimStart(string text, string set)
    {
        var runes = set.EnumerateRunes().ToHashSet();
        var start = 0;
        while (start < text.Length && Rune.TryGetRuneAt(text, start, out var rune) && runes.Contains(rune))
        {
            start += rune.Utf16SequenceLength;
        }

        return text[start..];
    }

    private static string TrimEnd(string text, string set)
    {
        var runes = set.EnumerateRunes().ToHashSet();
        var end = text.Length;
        while (end > 0 && Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out var rune, out var size) == System.Buffers.OperationStatus.Done
            && runes.Contains(rune))
        {
            end -= size;
        }

        return text[..end];
    }

    private static RegoString Join(Evaluation evaluation, string separator, ReadOnlySpan<RegoValue> parts, RegoKind kind)
    {
        var length = (long)separator.Length * parts.Length;
        foreach (var part in parts)
        {
            length += part.Text?.Length ?? throw Arguments.NotText(1, kind, part);
        }

        evaluation.Limits.Text(length);
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[ShortText]);
        for (var i = 0; i < parts.Length; i++)
        {
            text.AppendLiteral(i == 0 ? "" : separator);
            text.AppendLiteral(parts[i].Text!);
        }

        return RegoString.Of(text.ToStringAndClear());
    }

    private static RegoArray Split(Evaluation evaluation, string text, string separator)
    {
        evaluation.Limits.Reserve((long)BytesPerRune * Occurrences(text, separator));
        var parts = separator.Length == 0
            ? text.EnumerateRunes().Select(rune => rune.ToString())
            : text.Split(separator, StringSplitOptions.None);
        return RegoArray.Of([.. parts.Select(RegoString.Of)]);
    }

    private static int Occurrences(string text, string part)
    {
        if (part.Length == 0)
        {
            return text.EnumerateRunes().Count() + 1;
        }

        var count = 0;
        var at = text.IndexOf(part, StringComparison.Ordinal);
        for (; at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static RegoValue Any(
        Evaluation evaluation, ReadOnlySpan<RegoValue> arguments, Func<string, string, bool> test)
    {
        var texts = arguments[0] is RegoString text ? [text.Value] : arguments.Texts(0);
        var parts = arguments[1] is RegoString part ? [part.Value] : arguments.Texts(1);
        evaluation.Limits.Step(((long)texts.Count * parts.Count) >> 3);
        return RegoValue.From(texts.Exists(one => parts.Exists(other => test(one, other))));
    }

    /// <summary>The positions of all occurrences, which may overlap.</summary>
    private static List<int> Positions(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var (text, part) = (arguments.Text(0), arguments.Text(1));
        if (part.Length == 0)
        {
            throw new BuiltinException("empty search character");
        }

        evaluation.Limits.Step(text.Length >> 3);
        evaluation.Limits.Reserve(40L * Occurrences(text, part));
        var positions = new List<int>();
        var rune = 0;
        for (var i = 0; i < text.Length; i += char.IsSurrogatePair(text, i) ? 2 : 1, rune++)
        {
            if (string.CompareOrdinal(text, i, part, 0, part.Length) == 0)
            {
                positions.Add(rune);
            }
        }

        return positions;
    }

    private static RegoString Substring(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var (start, length) = (arguments.Index(1), arguments.Index(2));
        if (start < 0)
        {
            throw new BuiltinException("negative offset");
        }

        var text = arguments.Text(0);
        evaluation.Limits.Text(text.Length);
        var from = Skip(text, 0, start);
        return RegoString.Of(text[from..(length < 0 ? text.Length : Skip(text, from, length))]);
    }

    /// <summary>The position that many code points after another, or the end.</summary>
    private static int Skip(string text, int position, int count)
    {
        var end = position + Math.Min(count, text.Length - position);
        if (Ascii.IsValid(text.AsSpan(position, end - position)))
        {
            return end;
        }

        for (; position < text.Length && count > 0; count--)
        {
            position += char.IsSurrogatePair(text, position) ? 2 : 1;
        }

        return position;
    }

    private static RegoString FormatInteger(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var number = arguments.Number(0);
        var whole = number.IsInteger
            ? number.ToBigInteger()
            : BigInteger.Divide(number.Mantissa, BigInteger.Pow(10, -number.Exponent));
        var digits = arguments.Integer(1) is { } radix && radix == 10
            ? whole.ToString(CultureInfo.InvariantCulture)
            : GoFormat.Digits(BigInteger.Abs(whole), radix == 2 ? 1 : radix == 8 ? 3 : radix == 16 ? 4
                : throw new BuiltinException("operand 2 must be one of {2, 8, 10, 16}", isType: true));
        return RegoString.Of(whole.Sign < 0 && radix != 10 ? "-" + digits : digits);
    }
}
