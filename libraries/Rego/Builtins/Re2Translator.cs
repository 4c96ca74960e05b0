using System.Globalization;
using System.Text;

namespace Rego.Builtins;

/// <summary>Translates RE2 syntax to .NET syntax with the same meaning.</summary>
internal sealed class Re2Translator(string pattern)
{
    private const int MaxRepeat = 1000;

    private readonly StringBuilder _out = new();
    private readonly List<string> _groups = [];
    private readonly Stack<(bool MultiLine, bool Single)> _flags = new();
    private bool _multiLine;
    private bool _single;
    private int _at;

    internal IReadOnlyList<string> Groups => _groups;

    internal string Translate()
    {
        while (_at < pattern.Length)
        {
            var c = pattern[_at++];
            switch (c)
            {
                case '\\':
                    Escape();
                    break;
                case '[':
                    _out.Append(new Re2Class(pattern, ref _at).ToPattern());
                    break;
                case '(':
                    Open();
                    break;
                case ')':
                    if (_flags.Count == 0)
                    {
                        throw Fail("unexpected )");
                    }

                    (_multiLine, _single) = _flags.Pop();
                    _out.Append(')');
                    break;
                case '.':
                    _out.Append(_single ? $@"(?:{Re2Class.SurrogatePair}|[\s\S])" : $@"(?:{Re2Class.SurrogatePair}|[^\n])");
                    break;
                case '$':
                    _out.Append(_multiLine ? "(?m:$)" : @"\z");
                    break;
                case '^':
                    _out.Append(_multiLine ? "(?m:^)" : @"\A");
                    break;
                case '{':
                    Repeat();
                    break;
                case '*' or '+' or '?' or '|':
                    _out.Append(c);
                    break;
                default:
                    Literal(c);
                    break;
            }
        }

        if (_flags.Count > 0)
        {
            throw Fail("missing closing )");
        }

        return _out.ToString();
    }

    internal static ArgumentException Fail(string message) => new(message);

    private void Literal(char c)
    {
        // A surrogate pair is one code point: a repetition after it repeats both halves.
        if (char.IsHighSurrogate(c) && _at < pattern.Length && char.IsLowSurrogate(pattern[_at]))
        {
            _out.Append("(?:").Append(c).Append(pattern[_at++]).Append(')');
        }
        else
        {
            _out.Append(char.IsLetterOrDigit(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"));
        }
    }

    private void Escape()
    {
        if (_at >= pattern.Length)
        {
            throw Fail("trailing backslash at end of expression");
        }

        var c = pattern[_at];
        switch (c)
        {
            case 'A' or 'z' or 'b' or 'B':
                _at++;
                _out.Append('\\').Append(c);
                break;
            case 'Q':
                var end = pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
                var text = pattern[(_at + 1)..(end < 0 ? pattern.Length : end)];
                _at = end < 0 ? pattern.Length : end + 2;
                foreach (var literal in text)
                {
                    _out.Append(CultureInfo.InvariantCulture, $"\\u{(int)literal:X4}");
                }

                break;
            default:
                _out.Append(Re2Class.OfEscape(pattern, ref _at).ToPattern());
                break;
        }
    }

    private void Open()
    {
        _flags.Push((_multiLine, _single));
        if (_at >= pattern.Length || pattern[_at] != '?')
        {
            _groups.Add("");
            _out.Append('(');
            return;
        }

        _at++;
        if (Take("P<") || Take("<"))
        {
            var end = pattern.IndexOf('>', _at);
            var name = end < 0 ? "" : pattern[_at..end];
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || _groups.Contains(name))
            {
                throw Fail("invalid named capture");
            }

            _groups.Add(name);
            _at = end + 1;
            // Written without its name, so that .NET numbers it by position too.
            _out.Append('(');
            return;
        }

        Flags();
    }

    private void Flags()
    {
        var negative = false;
        var insensitive = (bool?)null;
        for (; _at < pattern.Length; _at++)
        {
            switch (pattern[_at])
            {
                case 'i':
                    insensitive = !negative;
                    break;
                case 'm':
                    _multiLine = !negative;
                    break;
                case 's':
                    _single = !negative;
                    break;
                case '-' when !negative:
                    negative = true;
                    break;
                case ':' or ')':
                    var isGroup = pattern[_at++] == ':';
                    _out.Append(insensitive switch { true => "(?i", false => "(?-i", _ => "(?:" });
                    if (insensitive is not null)
                    {
                        _out.Append(isGroup ? ':' : ')');
                    }

                    if (isGroup)
                    {
                        return;
                    }

                    if (insensitive is null)
                    {
                        _out.Append(')');
                    }

                    // The flags apply up to the end of the enclosing group.
                    _flags.Pop();
                    return;
                default:
                    throw Fail("invalid or unsupported Perl syntax");
            }
        }

        throw Fail("missing closing )");
    }

    private void Repeat()
    {
        var end = pattern.IndexOf('}', _at);
        var bounds = end < 0 ? [] : pattern[_at..end].Split(',');
        if (bounds.Length is < 1 or > 2 || !Count(bounds[0], out var least)
            || (bounds.Length == 2 && bounds[1].Length > 0 && !Count(bounds[1], out _)))
        {
            Literal('{');
            return;
        }

        var most = bounds.Length == 2 && Count(bounds[1], out var given) ? given : least;
        if (least > MaxRepeat || most > MaxRepeat || most < least)
        {
            throw Fail("invalid repeat count");
        }

        _out.Append('{').Append(pattern, _at, end - _at).Append('}');
        _at = end + 1;
    }

    private static bool Count(string text, out int count)
    {
        count = 0;
        return text.Length is > 0 and < 6 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(pattern, _at, text, 0, text.Length) != 0)
        {
            return false;
        }

        _at += text.Length;
        return true;
    }
}
