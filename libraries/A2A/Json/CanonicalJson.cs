using System.Globalization;
using System.Text;
using System.Text.Json;

namespace A2A.Json;

/// <summary>The JSON Canonicalization Scheme (RFC 8785): one text for one value, so that it can be signed.</summary>
public static class CanonicalJson
{
    // From here on ECMAScript writes numbers with an exponent (ECMA-262, Number::toString).
    private const int LargestPlainExponent = 21;
    private const int SmallestPlainExponent = -6;

    /// <summary>The canonical form in UTF-8.</summary>
    /// <param name="value">A value without duplicate names.</param>
    public static byte[] Format(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // RFC 8785 3.2.3: by UTF-16 code units.
                AppendAll(text, '{', '}', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal), member =>
                {
                    AppendString(text, member.Name);
                    text.Append(':');
                    Append(text, member.Value);
                });
                break;
            case JsonValueKind.Array:
                AppendAll(text, '[', ']', value.EnumerateArray(), item => Append(text, item));
                break;
            case JsonValueKind.String:
                AppendString(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(FormatNumber(value.GetDouble()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendAll<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> append)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            append(item);
        }

        text.Append(close);
    }

    // RFC 8785 3.2.2.2.
    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    /// <summary>A number as ECMAScript writes it (RFC 8785 3.2.2.3).</summary>
    internal static string FormatNumber(double number)
    {
        if (number == 0)
        {
            return "0"; // -0 too
        }

        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), "JSON has finite numbers only.");
        }

        // .NET finds the same shortest digits, and only sets them otherwise: 1E-07 for 1e-7.
        var (digits, exponent) = Digits(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        return (number < 0 ? "-" : "") + Place(digits, exponent);
    }

    // The significant digits, and where the point stands: 0.digits × 10^exponent.
    private static (string Digits, int Exponent) Digits(string text)
    {
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = whole + (point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), whole.Length + exponent - leading);
    }

    private static string Place(string digits, int exponent)
    {
        if (exponent > LargestPlainExponent || exponent <= SmallestPlainExponent)
        {
            var sign = exponent > 0 ? "+" : "-";
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{sign}{Math.Abs(exponent - 1)}");
        }

        return exponent switch
        {
            <= 0 => "0." + new string('0', -exponent) + digits,
            _ when exponent >= digits.Length => digits + new string('0', exponent - digits.Length),
            _ => digits[..exponent] + "." + digits[exponent..],
        };
    }
}
