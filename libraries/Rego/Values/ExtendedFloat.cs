using System.Numerics;

namespace Rego.Values;

/// <summary>
/// A binary floating-point number with a mantissa of 64 bits, as Go's <c>big.Float</c> at its default precision, with which OPA
/// computes: results have the same digits as OPA's. Rounds to nearest, ties to even.
/// </summary>
internal readonly record struct ExtendedFloat
{
    private const int Precision = 64;

    // The value is mantissa × 2^exponent, with |mantissa| below 2^64 unless it is a 64-bit integer.
    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private ExtendedFloat(BigInteger mantissa, int exponent)
    {
        _mantissa = mantissa;
        _exponent = exponent;
    }

    internal bool IsZero => _mantissa.IsZero;

    internal int Sign => _mantissa.Sign;

    internal static ExtendedFloat From(RegoNumber number)
    {
        if (number.TryInt64(out var integer))
        {
            return new(integer, 0);
        }

        return number.Exponent >= 0
            ? Round(number.ToBigInteger(), 0, false)
            : Ratio(number.Mantissa, BigInteger.Pow(10, -number.Exponent), 0);
    }

    public static ExtendedFloat operator +(ExtendedFloat left, ExtendedFloat right)
    {
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        var shared = Math.Min(left._exponent, right._exponent);
        return Round((left._mantissa << (left._exponent - shared)) + (right._mantissa << (right._exponent - shared)), shared, false);
    }

    public static ExtendedFloat operator -(ExtendedFloat left, ExtendedFloat right) =>
        left + new ExtendedFloat(-right._mantissa, right._exponent);

    public static ExtendedFloat operator *(ExtendedFloat left, ExtendedFloat right) =>
        Round(left._mantissa * right._mantissa, left._exponent + right._exponent, false);

    /// <summary>The quotient; the divisor must not be zero.</summary>
    public static ExtendedFloat operator /(ExtendedFloat left, ExtendedFloat right) =>
        Ratio(left._mantissa, right._mantissa, left._exponent - right._exponent);

    /// <summary>Converts to a decimal number: integers exactly, others with the fewest digits that identify them.</summary>
    internal RegoNumber ToNumber()
    {
        if (TryInteger(out var whole))
        {
            return RegoNumber.Of(whole);
        }

        return RegoNumber.TryParse(ToText(), out var number) ? number : throw new OverflowException("number out of range");
    }

    internal bool TryInteger(out BigInteger whole)
    {
        if (_exponent >= 0)
        {
            whole = _mantissa << _exponent;
            return true;
        }

        whole = _mantissa >> -_exponent;
        return whole << -_exponent == _mantissa;
    }

    private static ExtendedFloat Ratio(BigInteger numerator, BigInteger denominator, int exponent)
    {
        if (denominator.Sign < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }

        // Two more bits than the mantissa has, and the remainder as a sticky bit, determine the rounding.
        var shift = Math.Max(0, Precision + 2 + (int)(denominator.GetBitLength() - BigInteger.Abs(numerator).GetBitLength()));
        var quotient = BigInteger.DivRem(numerator << shift, denominator, out var remainder);
        return Round(quotient, exponent - shift, !remainder.IsZero);
    }

    private static ExtendedFloat Round(BigInteger mantissa, int exponent, bool sticky)
    {
        var size = BigInteger.Abs(mantissa);
        var excess = (int)size.GetBitLength() - Precision;
        if (excess > 0)
        {
            var kept = size >> excess;
            var dropped = size - (kept << excess);
            var order = dropped.CompareTo(BigInteger.One << (excess - 1));
            if (order > 0 || (order == 0 && (sticky || !kept.IsEven)))
            {
                kept += 1;
            }

            exponent += excess;
            mantissa = mantissa.Sign < 0 ? -kept : kept;
        }

        if (Math.Abs((long)exponent) > RegoNumber.MaxExponent * 4)
        {
            throw new OverflowException("number out of range");
        }

        return new(mantissa, exponent);
    }

    private string ToText()
    {
        for (var digits = 1; ; digits++)
        {
            var (mantissa, exponent) = Decimal(digits);
            if (From(mantissa, exponent).Is(this))
            {
                return GoNumberText.Write(mantissa, exponent);
            }
        }
    }

    private bool Is(ExtendedFloat other)
    {
        var shared = Math.Min(_exponent, other._exponent);
        return _mantissa << (_exponent - shared) == other._mantissa << (other._exponent - shared);
    }

    private static ExtendedFloat From(BigInteger mantissa, int exponent) =>
        exponent >= 0
            ? Round(mantissa * BigInteger.Pow(10, exponent), 0, false)
            : Ratio(mantissa, BigInteger.Pow(10, -exponent), 0);

    /// <summary>The nearest decimal number with the given number of digits.</summary>
    private (BigInteger Mantissa, int Exponent) Decimal(int digits)
    {
        var size = BigInteger.Abs(_mantissa);
        // Not an integer, so the exponent is negative: value = size / 2^k.
        var denominator = BigInteger.One << -_exponent;
        var magnitude = (int)Math.Floor(BigInteger.Log10(size) + (_exponent * Math.Log10(2)));
        var exponent = magnitude - digits + 1;
        var scaled = exponent >= 0 ? size : size * BigInteger.Pow(10, -exponent);
        var divisor = exponent >= 0 ? denominator * BigInteger.Pow(10, exponent) : denominator;
        var quotient = BigInteger.DivRem(scaled, divisor, out var remainder);
        var half = (remainder * 2).CompareTo(divisor);
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            quotient += 1;
        }

        return (_mantissa.Sign < 0 ? -quotient : quotient, exponent);
    }
}
