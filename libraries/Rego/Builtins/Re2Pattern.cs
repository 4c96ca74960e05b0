using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rego.Evaluate;

namespace Rego.Builtins;

/// <summary>
/// Go's regular expressions (RE2 syntax) on .NET's linear-time engine. They are translated, since some syntax differs in meaning: in
/// RE2 <c>\d</c> and <c>\w</c> are ASCII, <c>$</c> matches only at the very end, classes and dots match whole code points, and groups
/// are numbered by position whether they are named or not.
/// </summary>
internal sealed class Re2Pattern
{
    private static readonly PatternCache<string, Re2Pattern> Cache = new(Compile);

    private Re2Pattern(Regex regex, IReadOnlyList<string> groups)
    {
        Regex = regex;
        Groups = groups;
    }

    internal Regex Regex { get; }

    /// <summary>The name of each group, from group 1; empty for a group without a name.</summary>
    internal IReadOnlyList<string> Groups { get; }

    /// <exception cref="BuiltinException">The pattern is invalid, or uses syntax that is not supported.</exception>
    internal static Re2Pattern Of(string pattern) => Cache.Get(pattern);

    private static Re2Pattern Compile(string pattern)
    {
        try
        {
            var translator = new Re2Translator(pattern);
            var text = translator.Translate();
            return new Re2Pattern(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), translator.Groups);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new BuiltinException($"error parsing regexp: {exception.Message}");
        }
    }

    /// <summary>Go's replacement template: <c>$1</c>, <c>${name}</c>, <c>$$</c>.</summary>
    internal string Expand(string template, Match match, EvaluationLimits limits)
    {
        limits.Reserve(4L * template.Length);
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '$' || i + 1 >= template.Length)
            {
                result.Append(template[i]);
                continue;
            }

            if (template[i + 1] == '$')
            {
                result.Append('$');
                i++;
                continue;
            }

            var braced = template[i + 1] == '{';
            var start = i + (braced ? 2 : 1);
            var end = start;
            while (end < template.Length && (char.IsAsciiLetterOrDigit(template[end]) || template[end] == '_'))
            {
                end++;
            }

            if (end == start || (braced && (end >= template.Length || template[end] != '}')))
            {
                result.Append('$');
                continue;
            }

            var group = Group(template[start..end], match);
            limits.Reserve(4L * group.Length);
            result.Append(group);
            i = braced ? end : end - 1;
        }

        return result.ToString();
    }

    private string Group(string name, Match match)
    {
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            index = Groups.ToList().IndexOf(name) + 1;
        }

        return index == 0 && name != "0" ? "" : match.Groups[index].Value;
    }
}
