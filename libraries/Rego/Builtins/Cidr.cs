using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rego.Builtins;

/// <summary>A range of IP addresses with a common prefix; a single address is a range too.</summary>
internal readonly record struct Cidr(bool IsV6, UInt128 First, UInt128 Last, int Prefix)
{
    internal int Bits => IsV6 ? 128 : 32;

    internal static Cidr? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || ParseAddress(text[..slash]) is not { } address
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            || prefix > address.Bits)
        {
            return null;
        }

        return Of(address.IsV6, address.First, prefix);
    }

    internal static Cidr? ParseAddress(string text)
    {
        // IPAddress.TryParse also accepts forms that Go rejects, such as 1.2 and 010.0.0.1.
        var isV6 = text.Contains(':', StringComparison.Ordinal);
        var isPlain = isV6
            ? text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
            : text.Split('.') is { Length: 4 } parts && parts.All(part =>
                part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'));
        if (!isPlain || !IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        UInt128 value = 0;
        foreach (var part in address.GetAddressBytes())
        {
            value = (value << 8) | part;
        }

        isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        return new Cidr(isV6, value, value, isV6 ? 128 : 32);
    }

    internal bool Contains(Cidr other) => IsV6 == other.IsV6 && First <= other.First && other.Last <= Last;

    internal bool Intersects(Cidr other) => IsV6 == other.IsV6 && First <= other.Last && other.First <= Last;

    internal string Address(UInt128 value)
    {
        var bytes = new byte[IsV6 ? 16 : 4];
        for (var i = bytes.Length - 1; i >= 0; i--, value >>= 8)
        {
            bytes[i] = (byte)value;
        }

        return new IPAddress(bytes).ToString();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address(First)}/{Prefix}");

    /// <summary>The smallest list of ranges that covers the same addresses.</summary>
    internal static IEnumerable<Cidr> Merge(IEnumerable<Cidr> ranges)
    {
        foreach (var family in ranges.GroupBy(range => range.IsV6).OrderBy(family => family.Key))
        {
            var spans = new List<(UInt128 First, UInt128 Last)>();
            foreach (var range in family.OrderBy(range => range.First).ThenBy(range => range.Last))
            {
                if (spans.Count > 0 && (range.First == 0 || range.First - 1 <= spans[^1].Last))
                {
                    spans[^1] = (spans[^1].First, UInt128.Max(spans[^1].Last, range.Last));
                }
                else
                {
                    spans.Add((range.First, range.Last));
                }
            }

            foreach (var cidr in spans.SelectMany(span => Cover(family.Key, span.First, span.Last)))
            {
                yield return cidr;
            }
        }
    }

    private static IEnumerable<Cidr> Cover(bool isV6, UInt128 first, UInt128 last)
    {
        while (true)
        {
            // The largest aligned block that begins at this address and ends by the last one.
            var prefix = isV6 ? 128 : 32;
            while (prefix > 0 && Of(isV6, first, prefix - 1) is var wider && wider.First == first && wider.Last <= last)
            {
                prefix--;
            }

            var block = Of(isV6, first, prefix);
            yield return block;
            if (block.Last >= last)
            {
                yield break;
            }

            first = block.Last + 1;
        }
    }

    private static Cidr Of(bool isV6, UInt128 address, int prefix)
    {
        var host = (isV6 ? 128 : 32) - prefix;
        var mask = host == 128 ? UInt128.MaxValue : (UInt128.One << host) - 1;
        return new Cidr(isV6, address & ~mask, address | mask, prefix);
    }
}
