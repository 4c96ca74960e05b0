using System.Globalization;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>The flags, width and precision of a verb.</summary>
internal readonly record struct GoFormatSpec(bool Plus, bool Minus, bool Sharp, bool Zero, bool Space, int Width, int Precision)
{
    private const int MaxWidth = 1_000_000;

    internal static readonly GoFormatSpec Plain = new(false, false, false, false, false, 0, -1);

    internal static GoFormatSpec Read(string format, ref int i, ReadOnlySpan<RegoValue> arguments, ref int next, ref bool reordered)
    {
        bool plus = false, minus = false, sharp = false, zero = false, space = false;
        for (; i < format.Length && "+-# 0".Contains(format[i], StringComparison.Ordinal); i++)
        {
            plus |= format[i] == '+';
            minus |= format[i] == '-';
            sharp |= format[i] == '#';
            zero |= format[i] == '0';
            space |= format[i] == ' ';
        }

        Reorder(format, ref i, ref next, ref reordered);
        var width = Count(format, ref i, arguments, ref next) ?? 0;
        var precision = -1;
        if (i < format.Length && format[i] == '.')
        {
            i++;
            Reorder(format, ref i, ref next, ref reordered);
            precision = Count(format, ref i, arguments, ref next) ?? 0;
        }

        Reorder(format, ref i, ref next, ref reordered);
        return new GoFormatSpec(plus, minus || width < 0, sharp, zero, space, Math.Abs(width), precision);
    }

    internal string Pad(string text) => Minus ? text.PadRight(Width) : text.PadLeft(Width, Zero ? '0' : ' ');

    internal string PadNumber(string sign, string digits, bool zeros)
    {
        if (Zero && zeros && !Minus)
        {
            return sign + digits.PadLeft(Math.Max(0, Width - sign.Length), '0');
        }

        return Minus ? (sign + digits).PadRight(Width) : (sign + digits).PadLeft(Width);
    }

    private static void Reorder(string format, ref int i, ref int next, ref bool reordered)
    {
        if (i >= format.Length || format[i] != '[')
        {
            return;
        }

        var end = format.IndexOf(']', i);
        reordered = true;
        next = end > 0 && int.TryParse(format.AsSpan((i + 1)..end), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index - 1
            : -1;
        i = end < 0 ? format.Length : end + 1;
    }

    private static int? Count(string format, ref int i, ReadOnlySpan<RegoValue> arguments, ref int next)
    {
        if (i < format.Length && format[i] == '*')
        {
            i++;
            if (next >= 0 && next < arguments.Length && arguments[next++] is RegoNumber number && number.TryInt64(out var wide))
            {
                return (int)Math.Clamp(wide, -MaxWidth, MaxWidth);
            }

            return null;
        }

        var start = i;
        while (i < format.Length && char.IsAsciiDigit(format[i]))
        {
            i++;
        }

        return i == start ? null : int.TryParse(format.AsSpan(start, i - start), out var count) ? Math.Min(count, MaxWidth) : MaxWidth;
    }
}
