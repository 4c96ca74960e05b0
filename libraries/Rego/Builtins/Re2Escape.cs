using System.Globalization;

namespace Rego.Builtins;

/// <summary>Escaped characters in RE2 syntax.</summary>
internal static class Re2Escape
{
    /// <summary>Reads an escaped character, from after its backslash.</summary>
    internal static int Character(string pattern, ref int at)
    {
        if (at >= pattern.Length)
        {
            throw Re2Translator.Fail("trailing backslash at end of expression");
        }

        var c = pattern[at++];
        switch (c)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return Hexadecimal(pattern, ref at);
            case >= '0' and <= '7':
                var start = at - 1;
                while (at < pattern.Length && at < start + 3 && pattern[at] is >= '0' and <= '7')
                {
                    at++;
                }

                // A single digit other than zero would be a backreference, which RE2 does not have.
                if (c != '0' && at - start == 1)
                {
                    throw Re2Translator.Fail($"invalid escape sequence: `\\{c}`");
                }

                return Convert.ToInt32(pattern[start..at], 8);
            default:
                return char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c)
                    ? c
                    : throw Re2Translator.Fail($"invalid escape sequence: `\\{c}`");
        }
    }

    private static int Hexadecimal(string pattern, ref int at)
    {
        var braced = at < pattern.Length && pattern[at] == '{';
        var start = braced ? at + 1 : at;
        var end = braced ? pattern.IndexOf('}', at) : at + 2;
        if (end > start && end <= pattern.Length
            && int.TryParse(pattern.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            && value is >= 0 and <= 0x10FFFF)
        {
            at = braced ? end + 1 : end;
            return value;
        }

        throw Re2Translator.Fail("invalid escape sequence: `\\x`");
    }
}
