using System.Globalization;
using System.Text;

namespace Rego.Values;

/// <summary>Conversion of values to Rego text; strings are quoted as by Go's <c>strconv.Quote</c>.</summary>
internal static class RegoText
{
    internal static string Write(RegoValue value)
    {
        if (value is RegoNumber number)
        {
            return number.ToNumberText();
        }

        var builder = new StringBuilder();
        Write(value, builder);
        return builder.ToString();
    }

    internal static void Write(RegoValue value, StringBuilder builder)
    {
        Depth.Check();
        switch (value)
        {
            case RegoNull:
                builder.Append("null");
                break;
            case RegoBoolean boolean:
                builder.Append(boolean.Value ? "true" : "false");
                break;
            case RegoNumber number:
                builder.Append(number.ToNumberText());
                break;
            case RegoString text:
                Quote(text.Value, builder);
                break;
            case RegoArray array:
                WriteItems(array.Items, '[', ']', builder);
                break;
            case RegoSet { Count: 0 }:
                builder.Append("set()");
                break;
            case RegoSet set:
                WriteItems(set.ToSortedArray(), '{', '}', builder);
                break;
            case RegoObject obj:
                WriteMembers(obj, builder);
                break;
        }
    }

    internal static void Quote(string text, StringBuilder builder)
    {
        builder.Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            var escape = rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\a' => "\\a",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\v' => "\\v",
                _ => null,
            };
            if (escape is not null)
            {
                builder.Append(escape);
            }
            else if (IsPrintable(rune))
            {
                builder.Append(rune.ToString());
            }
            else if (rune.Value < 0x80)
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
            }
            else if (rune.Value < 0x10000)
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                builder.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}");
            }
        }

        builder.Append('"');
    }

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);

    private static void WriteItems(ReadOnlySpan<RegoValue> items, char open, char close, StringBuilder builder)
    {
        builder.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                builder.Append(", ");
            }

            Write(items[i], builder);
        }

        builder.Append(close);
    }

    private static void WriteMembers(RegoObject obj, StringBuilder builder)
    {
        builder.Append('{');
        var first = true;
        foreach (var index in obj.Sorted)
        {
            if (!first)
            {
                builder.Append(", ");
            }

            first = false;
            Write(obj.KeyAt(index), builder);
            builder.Append(": ");
            Write(obj.ValueAt(index), builder);
        }

        builder.Append('}');
    }
}
