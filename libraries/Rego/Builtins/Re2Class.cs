using System.Globalization;
using System.Text;

namespace Rego.Builtins;

/// <summary>A set of characters in RE2 syntax: a bracket expression, or an escape outside of one.</summary>
internal sealed class Re2Class
{
    internal const string SurrogatePair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private static readonly Dictionary<string, string> Posix = new()
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\u0000-\u007F",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\u0000-\u001F\u007F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\u005B-`{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    // The negated Perl classes, written out for use inside brackets.
    private static readonly Dictionary<char, string> Perl = new()
    {
        ['d'] = "0-9",
        ['D'] = @"\u0000-/:-\uFFFF",
        ['w'] = "0-9A-Za-z_",
        ['W'] = @"\u0000-/:-@\u005B-\u005E`{-\uFFFF",
        ['s'] = @"\t\n\f\r ",
        ['S'] = @"\u0000-\b\v\u000E-\u001F!-\uFFFF",
    };

    private static readonly HashSet<string> Categories =
    [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf",
        "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cs",
    ];

    private readonly StringBuilder _items = new();
    private readonly bool _isNegated;
    private string? _single;

    private Re2Class()
    {
    }

    /// <summary>Reads a bracket expression, from after its opening bracket.</summary>
    internal Re2Class(string pattern, ref int at)
    {
        if (at < pattern.Length && pattern[at] == '^')
        {
            _isNegated = true;
            at++;
        }

        for (var first = true; ; first = false)
        {
            if (at >= pattern.Length)
            {
                throw Re2Translator.Fail("missing closing ]");
            }

            if (pattern[at] == ']' && !first)
            {
                at++;
                return;
            }

            Item(pattern, ref at);
        }
    }

    /// <summary>Reads an escape outside of brackets, from after its backslash.</summary>
    internal static Re2Class OfEscape(string pattern, ref int at)
    {
        var result = new Re2Class();
        if (!result.Named(pattern, ref at))
        {
            var value = Re2Escape.Character(pattern, ref at);
            result._single = value > 0xFFFF ? $"(?:{char.ConvertFromUtf32(value)})" : Write(value);
        }

        return result;
    }

    internal string ToPattern()
    {
        if (_single is not null)
        {
            return _single;
        }

        // Code points above U+FFFF, which are two UTF-16 units, match a negated class and one that contains them all.
        return _isNegated
            ? $"(?:{SurrogatePair}|[^{_items}])"
            : _items.ToString().Contains(@"\uFFFF", StringComparison.Ordinal) ? $"(?:{SurrogatePair}|[{_items}])" : $"[{_items}]";
    }

    private static string Write(int value) => string.Create(CultureInfo.InvariantCulture, $"\\u{value:X4}");

    private void Item(string pattern, ref int at)
    {
        if (pattern[at] == '[' && at + 1 < pattern.Length && pattern[at + 1] == ':')
        {
            var end = pattern.IndexOf(":]", at + 2, StringComparison.Ordinal);
            if (end > 0)
            {
                var name = pattern[(at + 2)..end];
                if (!Posix.TryGetValue(name, out var items))
                {
                    throw Re2Translator.Fail($"invalid character class range: `[:{name}:]`");
                }

                _items.Append(items);
                at = end + 2;
                return;
            }
        }

        if (pattern[at] == '\\')
        {
            at++;
            if (Named(pattern, ref at))
            {
                return;
            }

            at--;
        }

        var low = Single(pattern, ref at);
        var high = low;
        if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
        {
            at++;
            high = Single(pattern, ref at);
        }

        if (high < low)
        {
            throw Re2Translator.Fail("invalid character class range");
        }

        if (high > 0xFFFF)
        {
            throw Re2Translator.Fail("character classes above U+FFFF are not supported");
        }

        _items.Append(Write(low)).Append('-').Append(Write(high));
    }

    private static int Single(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            throw Re2Translator.Fail("missing closing ]");
        }

        if (pattern[at] == '\\')
        {
            at++;
            return Re2Escape.Character(pattern, ref at);
        }

        var value = char.IsSurrogatePair(pattern, at) ? char.ConvertToUtf32(pattern, at) : pattern[at];
        at += value > 0xFFFF ? 2 : 1;
        return value;
    }

    /// <summary>Reads a class such as <c>d</c> or <c>pL</c>; false if there is none.</summary>
    private bool Named(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            throw Re2Translator.Fail("trailing backslash at end of expression");
        }

        var c = pattern[at];
        if (Perl.TryGetValue(c, out var items))
        {
            at++;
            _items.Append(items);
            return true;
        }

        if (c is not ('p' or 'P'))
        {
            return false;
        }

        at++;
        var name = at < pattern.Length ? pattern[at].ToString() : "";
        if (name == "{")
        {
            var end = pattern.IndexOf('}', at);
            name = end < 0 ? "" : pattern[(at + 1)..end];
            at = Math.Max(end, at);
        }

        at++;
        var negated = c == 'P';
        if (name.StartsWith('^'))
        {
            (negated, name) = (!negated, name[1..]);
        }

        if (!Categories.Contains(name))
        {
            throw Re2Translator.Fail($"invalid or unsupported character class: `\\p{{{name}}}`");
        }

        _items.Append(negated ? "\\P{" : "\\p{").Append(name).Append('}');
        return true;
    }
}
