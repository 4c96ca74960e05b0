using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of IP address ranges. None of them uses the network.</summary>
internal static class NetworkBuiltins
{
    // An address as text, in a set.
    private const int BytesPerAddress = 128;

    private const Kinds Collections = Kinds.String | Kinds.Array | Kinds.Set | Kinds.Object;

    internal static Builtin[] All { get; } =
    [
        new("net.cidr_is_valid", [Kinds.Any], Kinds.Boolean,
            (_, arguments) => RegoValue.From(arguments[0].Text is { } text && Cidr.Parse(text) is not null)),
        new("net.cidr_contains", [Kinds.String, Kinds.String], Kinds.Boolean,
            (_, arguments) => RegoValue.From(Range(arguments.Text(0)).Contains(AddressOrRange(arguments.Text(1))))),
        new("net.cidr_intersects", [Kinds.String, Kinds.String], Kinds.Boolean,
            (_, arguments) => RegoValue.From(Range(arguments.Text(0)).Intersects(Range(arguments.Text(1))))),
        new("net.cidr_expand", [Kinds.String], Kinds.Set, Expand),
        new("net.cidr_merge", [Kinds.Array | Kinds.Set], Kinds.Set, (_, arguments) =>
        {
            var merged = new RegoSet.Builder();
            foreach (var range in Cidr.Merge(arguments.Texts(0).Select(Mergeable).ToList()))
            {
                merged.Add(RegoString.Of(range.ToString()));
            }

            return merged.Build();
        }),
        new("net.cidr_contains_matches", [Collections, Collections], Kinds.Set, ContainsMatches),
    ];

    private static Cidr Range(string text) => Cidr.Parse(text) ?? throw new BuiltinException($"invalid CIDR address: {text}");

    private static Cidr AddressOrRange(string text) => Cidr.ParseAddress(text) ?? Range(text);

    private static Cidr Mergeable(string text)
    {
        if (Cidr.ParseAddress(text) is not { } address)
        {
            return Range(text);
        }

        if (address.IsV6)
        {
            throw new BuiltinException("IPv6 invalid: needs prefix length");
        }

        // The default mask of the address's class, as in Go.
        var first = (int)(address.First >> 24);
        return Range($"{text}/{(first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 32)}");
    }

    private static RegoSet Expand(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var range = Range(arguments.Text(0));
        var count = range.Last - range.First;
        evaluation.Limits.Reserve((long)UInt128.Min(count, long.MaxValue / BytesPerAddress) * BytesPerAddress);
        var addresses = new RegoSet.Builder();
        for (var value = range.First; ; value++)
        {
            evaluation.Limits.Step();
            addresses.Add(RegoString.Of(range.Address(value)));
            if (value == range.Last)
            {
                return addresses.Build();
            }
        }
    }

    private static RegoSet ContainsMatches(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var matches = new RegoSet.Builder();
        var others = Elements(arguments[1], 2).Select(pair => (pair.Key, Range: AddressOrRange(pair.Text))).ToList();
        foreach (var (key, text) in Elements(arguments[0], 1))
        {
            var range = Range(text);
            foreach (var other in others)
            {
                evaluation.Limits.Step();
                if (range.Contains(other.Range))
                {
                    matches.Add(RegoArray.Of([key, other.Key]));
                }
            }
        }

        return matches.Build();
    }

    /// <summary>The ranges, each with the value that identifies it in the result: its index, its key, or itself.</summary>
    private static List<(RegoValue Key, string Text)> Elements(RegoValue operand, int index)
    {
        if (operand is RegoString single)
        {
            return [(single, single.Value)];
        }

        return [.. Members.Of(operand).Select(member => (member.Key, Text(member.Value)))];

        string Text(RegoValue value) =>
            value.Text ?? (value is RegoArray { Items.Length: > 0 } tuple ? tuple.Items[0].Text : null)
            ?? throw new BuiltinException($"operand {index}: element must be string or non-empty array");
    }
}
