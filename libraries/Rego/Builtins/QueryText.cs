using System.Globalization;
using System.Text;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Query strings, escaped as by Go's <c>net/url</c>.</summary>
internal static class QueryText
{
    internal static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)unit;
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~')
            {
                result.Append(c);
            }
            else if (c == ' ')
            {
                result.Append('+');
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return result.ToString();
    }

    internal static string Decode(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length
                    || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                {
                    throw new BuiltinException($"invalid URL escape \"{text[i..Math.Min(text.Length, i + 3)]}\"");
                }

                bytes.Add(unit);
                i += 2;
            }
            else if (text[i] == '+')
            {
                bytes.Add((byte)' ');
            }
            else
            {
                var size = char.IsSurrogatePair(text, i) ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(i, size)));
                i += size - 1;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    internal static RegoValue EncodeObject(RegoObject obj)
    {
        var pairs = new List<string>();
        foreach (var (key, value) in obj.ToSortedArray())
        {
            if (key.Text is null)
            {
                throw new BuiltinException("operand 1 must be object with string keys", isType: true);
            }

            RegoValue[] values = value.Kind is RegoKind.Array or RegoKind.Set ? Members.Values(value) : [value];
            foreach (var item in values)
            {
                if (item.Text is null)
                {
                    throw new BuiltinException("operand 1 values must be string or a set or array of strings", isType: true);
                }

                pairs.Add($"{Encode(key.Text)}={Encode(item.Text)}");
            }
        }

        return RegoString.Of(string.Join('&', pairs));
    }

    internal static RegoValue DecodeObject(string text)
    {
        var members = new SortedDictionary<string, List<RegoValue>>(StringComparer.Ordinal);
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Contains(';', StringComparison.Ordinal))
            {
                throw new BuiltinException("invalid semicolon separator in query");
            }

            var parts = pair.Split('=', 2);
            var key = Decode(parts[0]);
            if (!members.TryGetValue(key, out var values))
            {
                members[key] = values = [];
            }

            values.Add(RegoString.Of(parts.Length > 1 ? Decode(parts[1]) : ""));
        }

        var builder = new RegoObject.Builder();
        foreach (var (key, values) in members)
        {
            builder.Set(RegoString.Of(key), RegoArray.Of([.. values]));
        }

        return builder.Build();
    }
}
