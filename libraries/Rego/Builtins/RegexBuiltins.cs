using System.Text;
using System.Text.RegularExpressions;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of regular expressions.</summary>
internal static class RegexBuiltins
{
    // A match with its groups and their texts.
    private const int BytesPerMatch = 256;

    internal static Builtin[] All { get; } =
    [
        new("regex.match", [Kinds.String, Kinds.String], Kinds.Boolean,
            (_, arguments) => RegoValue.From(Re2Pattern.Of(arguments.Text(0)).Regex.IsMatch(arguments.Text(1)))),
        new("regex.is_valid", [Kinds.Any], Kinds.Boolean, (_, arguments) => RegoValue.From(IsValid(arguments[0].Text))),
        new("regex.find_n", [Kinds.String, Kinds.String, Kinds.Number], Kinds.Array, (evaluation, arguments) =>
            RegoArray.Of([.. Take(evaluation, arguments, 2).Select(match => RegoString.Of(match.Value))])),
        new("regex.find_all_string_submatch_n", [Kinds.String, Kinds.String, Kinds.Number], Kinds.Array, (evaluation, arguments) =>
            RegoArray.Of([.. Take(evaluation, arguments, 2)
                .Select(match => RegoArray.Of([.. match.Groups.Values.Select(group => RegoString.Of(group.Value))]))])),
        new("regex.replace", [Kinds.String, Kinds.String, Kinds.String], Kinds.String, (evaluation, arguments) =>
        {
            var pattern = Re2Pattern.Of(arguments.Text(1));
            var template = arguments.Text(2);
            return RegoString.Of(pattern.Regex.Replace(arguments.Text(0), match =>
            {
                evaluation.Limits.Step();
                evaluation.Limits.Reserve(BytesPerMatch);
                return pattern.Expand(template, match, evaluation.Limits);
            }));
        }),
        new("regex.split", [Kinds.String, Kinds.String], Kinds.Array,
            (evaluation, arguments) => Split(evaluation, arguments.Text(0), arguments.Text(1))),
        new("regex.template_match", [Kinds.String, Kinds.String, Kinds.String, Kinds.String], Kinds.Boolean, TemplateMatch),
    ];

    private static bool IsValid(string? pattern)
    {
        try
        {
            return pattern is not null && Re2Pattern.Of(pattern) is not null;
        }
        catch (BuiltinException)
        {
            return false;
        }
    }

    private static List<Match> Take(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments, int limitAt)
    {
        var limit = arguments.Index(limitAt);
        var taken = new List<Match>();
        var match = Re2Pattern.Of(arguments.Text(0)).Regex.Match(arguments.Text(1));
        for (; match.Success && (limit < 0 || taken.Count < limit); match = match.NextMatch())
        {
            evaluation.Limits.Step();
            evaluation.Limits.Reserve((BytesPerMatch + (2L * match.Length)) * match.Groups.Count);
            taken.Add(match);
        }

        return taken;
    }

    private static RegoArray Split(Evaluation evaluation, string pattern, string text)
    {
        var parts = new List<RegoValue>();
        var start = 0;
        for (var match = Re2Pattern.Of(pattern).Regex.Match(text); match.Success; match = match.NextMatch())
        {
            evaluation.Limits.Step();
            evaluation.Limits.Reserve(BytesPerMatch);
            // As in Go, an empty match does not split before the first character or after the last.
            if (match.Length == 0 && (match.Index == 0 || match.Index == text.Length))
            {
                continue;
            }

            parts.Add(RegoString.Of(text[start..match.Index]));
            start = match.Index + match.Length;
        }

        parts.Add(RegoString.Of(text[start..]));
        return RegoArray.Of([.. parts]);
    }

    /// <summary>Matches a whole text against a template that contains regular expressions between delimiters.</summary>
    private static RegoValue TemplateMatch(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var (template, open, close) = (arguments.Text(0), arguments.Text(2), arguments.Text(3));
        if (open.Length != 1 || close.Length != 1)
        {
            throw new BuiltinException("delimiters must be exactly one character long");
        }

        var pattern = new StringBuilder("^");
        var at = 0;
        while (at < template.Length)
        {
            var start = template.IndexOf(open[0], at);
            Quote(template[at..(start < 0 ? template.Length : start)], pattern);
            if (start < 0)
            {
                break;
            }

            var depth = 1;
            var end = start + 1;
            for (; end < template.Length && depth > 0; end++)
            {
                depth += template[end] == close[0] ? -1 : template[end] == open[0] ? 1 : 0;
            }

            if (depth > 0)
            {
                throw new BuiltinException($"unbalanced braces in \"{template}\"");
            }

            pattern.Append('(').Append(template, start + 1, end - start - 2).Append(')');
            at = end;
        }

        return RegoValue.From(Re2Pattern.Of(pattern.Append('$').ToString()).Regex.IsMatch(arguments.Text(1)));
    }

    private static void Quote(string text, StringBuilder pattern)
    {
        foreach (var c in text)
        {
            if (char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c))
            {
                pattern.Append('\\');
            }

            pattern.Append(c);
        }
    }
}
