using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Quantities with units: <c>10Ki</c>, <c>5m</c>, <c>1.5GB</c>.</summary>
internal static partial class UnitBuiltins
{
    // The fraction digits that a quantity keeps, as in OPA.
    private const int Decimals = 10;

    private const string Prefixes = "kmgtpe";

    internal static Builtin[] All { get; } =
    [
        new("units.parse", [Kinds.String], Kinds.Number, (_, arguments) => Parse(arguments.Text(0))),
        new("units.parse_bytes", [Kinds.String], Kinds.Number, (_, arguments) => ParseBytes(arguments.Text(0))),
    ];

    private static RegoNumber Parse(string text)
    {
        var (number, unit) = Split(text, "amount");
        // A lone m means a thousandth, and a lone M a million.
        var isMilli = unit == "m";
        var scale = isMilli ? 1 : Scale(unit.ToLowerInvariant(), unit);
        var exponent = number.Exponent + Decimals - (isMilli ? 3 : 0);
        var scaled = exponent >= 0
            ? number.Mantissa * scale * BigInteger.Pow(10, exponent)
            : number.Mantissa * scale / BigInteger.Pow(10, -exponent);
        var whole = BigInteger.DivRem(scaled, BigInteger.Pow(10, Decimals), out var rest);
        if (rest.IsZero)
        {
            return RegoNumber.Of(whole);
        }

        var sign = scaled.Sign < 0 ? "-" : "";
        var digits = BigInteger.Abs(rest).ToString(CultureInfo.InvariantCulture).PadLeft(Decimals, '0');
        return RegoNumber.TryParse($"{sign}{BigInteger.Abs(whole)}.{digits}", out var result)
            ? result
            : throw new BuiltinException("could not parse amount to a number");
    }

    private static RegoNumber ParseBytes(string text)
    {
        var (number, unit) = Split(text, "byte amount");
        var lower = unit.ToLowerInvariant();
        var scale = Scale(lower.EndsWith('b') ? lower[..^1] : lower, unit);
        var value = number.Mantissa * scale;
        return RegoNumber.Of(number.Exponent >= 0
            ? value * BigInteger.Pow(10, number.Exponent)
            : BigInteger.Divide(value, BigInteger.Pow(10, -number.Exponent)));
    }

    private static (RegoNumber Number, string Unit) Split(string text, string amount)
    {
        text = text.Replace("\"", "", StringComparison.Ordinal);
        if (text.Contains(' ', StringComparison.Ordinal))
        {
            throw new BuiltinException("spaces not allowed in resource strings");
        }

        var match = Quantity().Match(text);
        if (!match.Success)
        {
            throw new BuiltinException($"no {amount} provided");
        }

        // A second point makes it an invalid number, not a unit.
        return RegoNumber.TryParse(match.Value, out var number) && !text[match.Length..].StartsWith('.')
            ? (number, text[match.Length..])
            : throw new BuiltinException($"could not parse {amount} to a number");
    }

    private static BigInteger Scale(string lower, string unit)
    {
        if (lower.Length == 0)
        {
            return 1;
        }

        var power = Prefixes.IndexOf(lower[0], StringComparison.Ordinal) + 1;
        if (power == 0 || lower[1..] is not ("" or "i"))
        {
            throw new BuiltinException($"unit {unit} not recognized");
        }

        return BigInteger.Pow(lower.Length == 2 ? 1024 : 1000, power);
    }

    [GeneratedRegex(@"^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")]
    private static partial Regex Quantity();
}
