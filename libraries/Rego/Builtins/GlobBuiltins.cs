using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of globs: <c>*</c> stops at delimiters, <c>**</c> does not.</summary>
internal static class GlobBuiltins
{
    private static readonly PatternCache<(string Pattern, string Delimiters), Regex> Cache =
        new(key => Compile(key.Pattern, key.Delimiters));

    internal static Builtin[] All { get; } =
    [
        new("glob.match", [Kinds.String, Kinds.Null | Kinds.Array, Kinds.String], Kinds.Boolean, (_, arguments) =>
            RegoValue.From(Cache.Get((arguments.Text(0), Delimiters(arguments))).IsMatch(arguments.Text(2)))),
        new("glob.quote_meta", [Kinds.String], Kinds.String, (_, arguments) => RegoString.Of(string.Concat(
            arguments.Text(0).Select(c => @"*?\[]{}".Contains(c, StringComparison.Ordinal) ? "\\" + c : c.ToString())))),
    ];

    /// <summary>Null means no delimiters, and an empty array means a dot.</summary>
    private static string Delimiters(ReadOnlySpan<RegoValue> arguments)
    {
        if (arguments[1] is RegoNull)
        {
            return "";
        }

        var delimiters = arguments.Texts(1);
        if (delimiters.Exists(delimiter => delimiter.Length != 1))
        {
            throw new BuiltinException("glob delimiters must be single characters");
        }

        return delimiters.Count == 0 ? "." : string.Concat(delimiters);
    }

    private static Regex Compile(string pattern, string delimiters)
    {
        var at = 0;
        var text = new StringBuilder();
        Sequence(pattern, ref at, delimiters.Length == 0 ? @"[\s\S]" : $"[^{string.Concat(delimiters.Select(Quote))}]", 0, text);
        return new Regex($@"\A(?:{text})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <param name="pattern">The glob.</param>
    /// <param name="at">The position of the next character.</param>
    /// <param name="any">The expression for one character that is not a delimiter.</param>
    /// <param name="depth">The number of open braces.</param>
    /// <param name="text">The regular expression so far.</param>
    private static void Sequence(string pattern, ref int at, string any, int depth, StringBuilder text)
    {
        Depth.Check();
        while (at < pattern.Length)
        {
            var c = pattern[at++];
            switch (c)
            {
                case '*':
                    var deep = at < pattern.Length && pattern[at] == '*';
                    while (at < pattern.Length && pattern[at] == '*')
                    {
                        at++;
                    }

                    text.Append(deep ? @"[\s\S]*" : any + "*");
                    break;
                case '?':
                    text.Append(any);
                    break;
                case '[':
                    Class(pattern, ref at, text);
                    break;
                case '{':
                    text.Append("(?:");
                    Sequence(pattern, ref at, any, depth + 1, text);
                    text.Append(')');
                    break;
                case ',' when depth > 0:
                    text.Append('|');
                    break;
                case '}' when depth > 0:
                    return;
                case '\\':
                    if (at >= pattern.Length)
                    {
                        throw new BuiltinException("unexpected end of pattern");
                    }

                    text.Append(Quote(pattern[at++]));
                    break;
                default:
                    text.Append(Quote(c));
                    break;
            }
        }

        if (depth > 0)
        {
            throw new BuiltinException("unexpected end of pattern: unclosed brace");
        }
    }

    private static void Class(string pattern, ref int at, StringBuilder text)
    {
        var end = pattern.IndexOf(']', at);
        if (end < 0)
        {
            throw new BuiltinException("unexpected end of pattern: unclosed bracket");
        }

        var body = pattern[at..end];
        at = end + 1;
        var isNegated = body.StartsWith('!');
        if (isNegated)
        {
            body = body[1..];
        }

        if (body.Length == 0)
        {
            throw new BuiltinException("empty character class");
        }

        text.Append(isNegated ? "[^" : "[");
        if (body.Length == 3 && body[1] == '-')
        {
            if (body[0] > body[2])
            {
                throw new BuiltinException("hi character must be greater than lo character");
            }

            text.Append(Quote(body[0])).Append('-').Append(Quote(body[2]));
        }
        else
        {
            text.Append(string.Concat(body.Select(Quote)));
        }

        text.Append(']');
    }

    private static string Quote(char c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
}
