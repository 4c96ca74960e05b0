using System.Globalization;
using System.Numerics;

namespace Rego.Values;

/// <summary>Decimal numbers as Go's <c>%g</c> writes them.</summary>
internal static class GoNumberText
{
    // The precision that %g without one uses to choose the notation.
    private const int DefaultPrecision = 6;

    /// <summary>Writes all digits of <c>mantissa × 10^exponent</c>: in scientific notation if the power of ten of the first digit is
    /// below -4, or not below the precision.</summary>
    internal static string Write(BigInteger mantissa, int exponent, int precision = DefaultPrecision)
    {
        var all = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        var digits = all.TrimEnd('0');
        exponent += all.Length - digits.Length;
        var sign = mantissa.Sign < 0 ? "-" : "";
        var magnitude = digits.Length + exponent - 1;
        if (magnitude < -4 || magnitude >= precision)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var size = Math.Abs(magnitude).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{(magnitude < 0 ? '-' : '+')}{size}";
        }

        if (magnitude < 0)
        {
            return $"{sign}0.{new string('0', -magnitude - 1)}{digits}";
        }

        return exponent >= 0
            ? sign + digits + new string('0', exponent)
            : $"{sign}{digits[..(magnitude + 1)]}.{digits[(magnitude + 1)..]}";
    }
}
