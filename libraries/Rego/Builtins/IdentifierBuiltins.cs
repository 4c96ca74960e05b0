using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of semantic versions (SemVer 2.0.0) and UUIDs (RFC 4122).</summary>
internal static partial class IdentifierBuiltins
{
    // The time from 15 October 1582, the epoch of UUIDs, to 1970, in units of 100 ns.
    private const long GregorianOffset = 122_192_928_000_000_000;

    private static readonly string[] Domains = ["Person", "Group", "Org"];

    internal static Builtin[] All { get; } =
    [
        new("semver.is_valid", [Kinds.Any], Kinds.Boolean,
            (_, arguments) => RegoValue.From(arguments[0].Text is { } text && Version().IsMatch(text))),
        new("semver.compare", [Kinds.String, Kinds.String], Kinds.Number, (_, arguments) => RegoNumber.Of(
            Compare(Parse(arguments.Text(0), 1), Parse(arguments.Text(1), 2)))),
        new("uuid.rfc4122", [Kinds.String], Kinds.String, (evaluation, arguments) =>
            evaluation.Session.Remember("uuid.rfc4122 " + arguments.Text(0), NewUuid)),
        new("uuid.parse", [Kinds.String], Kinds.Object, (_, arguments) => ParseUuid(arguments.Text(0))),
    ];

    private static Match Parse(string text, int operand)
    {
        var match = Version().Match(text);
        return match.Success ? match : throw new BuiltinException($"operand {operand}: string \"{text}\" is not a valid SemVer");
    }

    private static int Compare(Match left, Match right)
    {
        for (var i = 1; i <= 3; i++)
        {
            var order = CompareNumbers(left.Groups[i].Value, right.Groups[i].Value);
            if (order != 0)
            {
                return order;
            }
        }

        string a = left.Groups["pre"].Value, b = right.Groups["pre"].Value;
        // A version without a pre-release has the higher precedence (SemVer 2.0.0, 11).
        if (a.Length == 0 || b.Length == 0)
        {
            return b.Length.CompareTo(a.Length) is var none && none != 0 ? Math.Sign(none) : 0;
        }

        string[] parts = a.Split('.'), others = b.Split('.');
        for (var i = 0; i < parts.Length && i < others.Length; i++)
        {
            bool isNumber = parts[i].All(char.IsAsciiDigit), isOtherNumber = others[i].All(char.IsAsciiDigit);
            var order = isNumber && isOtherNumber ? CompareNumbers(parts[i], others[i])
                : isNumber != isOtherNumber ? (isNumber ? -1 : 1)
                : Math.Sign(string.CompareOrdinal(parts[i], others[i]));
            if (order != 0)
            {
                return order;
            }
        }

        return parts.Length.CompareTo(others.Length);
    }

    private static int CompareNumbers(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : Math.Sign(string.CompareOrdinal(left, right));

    private static RegoString NewUuid()
    {
        var bytes = RandomNumberGenerator.GetBytes(16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return RegoString.Of(new Guid(bytes, bigEndian: true).ToString());
    }

    private static RegoValue ParseUuid(string text)
    {
        var plain = text.Length == 45 && text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase) ? text[9..]
            : text.Length == 38 ? text[1..^1]
            : text;
        if (!Guid.TryParseExact(plain, plain.Length == 32 ? "N" : "D", out var uuid))
        {
            throw new BuiltinException("invalid UUID format");
        }

        var bytes = uuid.ToByteArray(bigEndian: true);
        var version = bytes[6] >> 4;
        List<(string, RegoValue)> members =
        [
            ("version", RegoNumber.Of(version)),
            ("variant", RegoString.Of((bytes[8] >> 5) switch
            {
                < 4 => "Reserved",
                < 6 => "RFC4122",
                6 => "Microsoft",
                _ => "Future",
            })),
        ];
        if (version is 1 or 2)
        {
            var ticks = ((long)(bytes[6] & 0x0F) << 56) | ((long)bytes[7] << 48) | ((long)bytes[4] << 40) | ((long)bytes[5] << 32)
                | ((long)bytes[0] << 24) | ((long)bytes[1] << 16) | ((long)bytes[2] << 8) | bytes[3];
            members.Add(("time", RegoNumber.Of(new BigInteger(ticks - GregorianOffset) * 100)));
            members.Add(("clocksequence", RegoNumber.Of(((bytes[8] & 0x3F) << 8) | bytes[9])));
            members.Add(("nodeid", RegoString.Of(
                string.Join('-', bytes[10..].Select(part => part.ToString("x2", CultureInfo.InvariantCulture))))));
            members.Add(("macvariables", RegoString.Of(
                $"{((bytes[10] & 2) != 0 ? "local" : "global")}:{((bytes[10] & 1) != 0 ? "multicast" : "unicast")}")));
        }

        if (version == 2)
        {
            members.Add(("id", RegoNumber.Of(((long)bytes[0] << 24) | ((long)bytes[1] << 16) | ((long)bytes[2] << 8) | bytes[3])));
            members.Add(("domain", RegoString.Of(bytes[9] < Domains.Length
                ? Domains[bytes[9]]
                : string.Create(CultureInfo.InvariantCulture, $"Domain{bytes[9]}"))));
        }

        return RegoValue.Object([.. members]);
    }

    // SemVer 2.0.0, clauses 2, 9 and 10.
    [GeneratedRegex(
        @"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
        + @"(?:-(?<pre>(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
        + @"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?\z")]
    private static partial Regex Version();
}
