using System.Globalization;
using System.Numerics;
using System.Text;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Go's <c>fmt.Sprintf</c> for the values that OPA passes to it: integers, floating-point numbers and strings.</summary>
internal static class GoFormat
{
    /// <summary>The digits of a non-negative number in the base 2^<paramref name="bits"/>.</summary>
    internal static string Digits(BigInteger value, int bits)
    {
        if (value.IsZero)
        {
            return "0";
        }

        var digits = new StringBuilder();
        for (; !value.IsZero; value >>= bits)
        {
            digits.Insert(0, "0123456789abcdef"[(int)(value & ((1 << bits) - 1))]);
        }

        return digits.ToString();
    }

    internal static string Format(string format, ReadOnlySpan<RegoValue> arguments, EvaluationLimits limits)
    {
        var result = new StringBuilder();
        var next = 0;
        var reordered = false;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                result.Append(format[i]);
                continue;
            }

            i++;
            var spec = GoFormatSpec.Read(format, ref i, arguments, ref next, ref reordered);
            limits.Reserve(4L * (spec.Width + Math.Max(0, spec.Precision)));
            if (i >= format.Length)
            {
                result.Append("%!(NOVERB)");
            }
            else if (format[i] == '%')
            {
                result.Append('%');
            }
            else if (next >= arguments.Length || next < 0)
            {
                result.Append("%!").Append(format[i]).Append(next < 0 ? "(BADINDEX)" : "(MISSING)");
            }
            else
            {
                result.Append(Verb(format[i], spec, Announced(arguments[next++], limits)));
            }
        }

        if (next < arguments.Length && !reordered)
        {
            result.Append("%!(EXTRA ");
            for (var i = next; i < arguments.Length; i++)
            {
                result.Append(i > next ? ", " : "").Append(TypeOf(arguments[i])).Append('=')
                    .Append(Verb('v', GoFormatSpec.Plain, Announced(arguments[i], limits)));
            }

            result.Append(')');
        }

        limits.Reserve(2L * result.Length);
        return result.ToString();
    }

    private static RegoValue Announced(RegoValue value, EvaluationLimits limits)
    {
        limits.Text(2L * value.Weight);
        return value;
    }

    private static string Verb(char verb, GoFormatSpec spec, RegoValue value)
    {
        if (verb == 'T')
        {
            return spec.Pad(TypeOf(value));
        }

        if (value is not RegoNumber number)
        {
            return Text(verb, spec, value.Text ?? value.ToString());
        }

        if (IsInteger(number))
        {
            return Integer(verb, spec, number);
        }

        var size = number.ToDouble();
        return double.IsFinite(size) ? Float(verb, spec, size) : Text(verb, spec, number.ToNumberText());
    }

    private static string Text(char verb, GoFormatSpec spec, string text)
    {
        if (verb is 's' or 'v' && spec.Precision >= 0)
        {
            text = string.Concat(text.EnumerateRunes().Take(spec.Precision));
        }

        switch (verb)
        {
            case 's' or 'v':
                return spec.Pad(text);
            case 'q':
                var quoted = new StringBuilder();
                RegoText.Quote(text, quoted);
                return spec.Pad(quoted.ToString());
            case 'x':
                return spec.Pad(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)));
            case 'X':
                return spec.Pad(Convert.ToHexString(Encoding.UTF8.GetBytes(text)));
            default:
                return $"%!{verb}(string={text})";
        }
    }

    private static string Integer(char verb, GoFormatSpec spec, RegoNumber number)
    {
        var value = number.ToBigInteger();
        var size = BigInteger.Abs(value);
        var digits = verb switch
        {
            'd' or 'v' => size.ToString(CultureInfo.InvariantCulture),
            'b' => Digits(size, 1),
            'o' => (spec.Sharp ? "0" : "") + Digits(size, 3),
            'O' => "0o" + Digits(size, 3),
            'x' => (spec.Sharp ? "0x" : "") + Digits(size, 4),
            'X' => (spec.Sharp ? "0X" : "") + Digits(size, 4).ToUpperInvariant(),
            'c' or 'q' or 'U' when value >= 0 && value <= 0x10FFFF && Rune.IsValid((int)value) => Character(verb, (int)value),
            's' when !number.TryInt64(out _) => size.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        if (digits is null)
        {
            return $"%!{verb}({TypeOf(number)}={value})";
        }

        if (verb is 'c' or 'q' or 'U')
        {
            return spec.Pad(digits);
        }

        if (spec.Precision > digits.Length)
        {
            digits = digits.PadLeft(spec.Precision, '0');
        }

        return spec.PadNumber(value.Sign < 0 ? "-" : spec.Plus ? "+" : spec.Space ? " " : "", digits, zeros: spec.Precision < 0);
    }

    private static string Character(char verb, int value) => verb switch
    {
        'c' => new Rune(value).ToString(),
        'q' => $"'{new Rune(value)}'",
        _ => string.Create(CultureInfo.InvariantCulture, $"U+{value:X4}"),
    };

    private static string Float(char verb, GoFormatSpec spec, double value)
    {
        var size = Math.Abs(value);
        var digits = verb switch
        {
            'f' or 'F' => size.ToString("F" + (spec.Precision < 0 ? 6 : spec.Precision), CultureInfo.InvariantCulture),
            'e' or 'E' => Exponent(
                size.ToString($"0.{new string('0', spec.Precision < 0 ? 6 : spec.Precision)}e+00", CultureInfo.InvariantCulture), verb),
            'g' or 'v' or 'G' => General(size, spec.Precision, verb),
            _ => null,
        };
        return digits is null
            ? $"%!{verb}(float64={General(value, -1, 'g')})"
            : spec.PadNumber(value < 0 ? "-" : spec.Plus ? "+" : spec.Space ? " " : "", digits, zeros: true);
    }

    /// <summary>The verb <c>%g</c>, with the fewest digits that identify the number if the precision is negative.</summary>
    private static string General(double value, int precision, char verb)
    {
        var scientific = precision < 0
            ? value.ToString("R", CultureInfo.InvariantCulture)
            : value.ToString("G" + Math.Max(1, precision), CultureInfo.InvariantCulture);
        if (!RegoNumber.TryParse(scientific, out var number) || number.Mantissa.IsZero)
        {
            return "0";
        }

        return Exponent(
            precision < 0
                ? GoNumberText.Write(number.Mantissa, number.Exponent)
                : GoNumberText.Write(number.Mantissa, number.Exponent, Math.Max(1, precision)),
            verb);
    }

    private static string Exponent(string text, char verb) => verb is 'E' or 'G' ? text.ToUpperInvariant() : text;

    private static bool IsInteger(RegoNumber number) => number.IsInteger && number.ToNumberText().AsSpan().IndexOfAny(".eE") < 0;

    private static string TypeOf(RegoValue value) => value switch
    {
        RegoNumber number when !IsInteger(number) => "float64",
        RegoNumber number => number.TryInt64(out _) ? "int64" : "*big.Int",
        _ => "string",
    };
}
