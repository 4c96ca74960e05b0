using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Rego.Values;

/// <summary>
/// An exact decimal number: <c>mantissa × 10^exponent</c>. It keeps the text that it was parsed from, since <c>1.0</c> is printed as
/// <c>1.0</c> although it equals <c>1</c>.
/// </summary>
public sealed class RegoNumber : RegoValue
{
    /// <summary>The largest absolute exponent of a number; limits the cost of comparing and adding.</summary>
    internal const int MaxExponent = 10_000;

    // Twice MaxExponent decimal digits: the longest number that can be written.
    private const int MaxBits = 70_000;

    private const int CacheFrom = -128;
    private static readonly RegoNumber[] Cache = [.. Enumerable.Range(CacheFrom, 1152).Select(i => new RegoNumber(i, true, null, i, 0))];

    private readonly long _integer;
    private readonly bool _isInt64;
    private readonly string? _text;

    private RegoNumber(long integer, bool isInt64, string? text, BigInteger mantissa, int exponent)
    {
        _integer = integer;
        _isInt64 = isInt64;
        _text = text;
        Mantissa = mantissa;
        Exponent = exponent;
    }

    /// <summary>The digits, without trailing zeros unless the number is a 64-bit integer.</summary>
    internal BigInteger Mantissa { get; }

    /// <summary>The power of ten by which the digits are multiplied.</summary>
    internal int Exponent { get; }

    /// <inheritdoc/>
    public override RegoKind Kind => RegoKind.Number;

    internal override int Breadth => _isInt64 ? 0 : (int)(Mantissa.GetBitLength() >> 2);

    internal override int Weight => _isInt64 ? 8 : _text?.Length ?? (int)(Mantissa.GetBitLength() / 3) + Math.Max(1, Exponent);

    /// <summary>Whether the number has no fraction.</summary>
    public bool IsInteger => _isInt64 || Exponent >= 0;

    internal static RegoNumber Of(long value) =>
        value >= CacheFrom && value < CacheFrom + Cache.Length
            ? Cache[value - CacheFrom]
            : new RegoNumber(value, true, null, value, 0);

    /// <exception cref="OverflowException">The number has too many digits.</exception>
    internal static RegoNumber Of(BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            return Of((long)value);
        }

        return value.GetBitLength() <= MaxBits ? Normalized(value, 0, null) : throw new OverflowException("number out of range");
    }

    /// <summary>Parses JSON's number syntax.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out RegoNumber? number)
    {
        number = null;
        if (text.Length < 19 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            number = text is "-0" ? new RegoNumber(0, true, "-0", 0, 0) : Of(integer);
            return true;
        }

        var exponentAt = text.IndexOfAny('e', 'E');
        var exponent = 0;
        if (exponentAt >= 0
            && !int.TryParse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        var digits = exponentAt < 0 ? text : text[..exponentAt];
        var point = digits.IndexOf('.');
        var plain = point < 0 ? digits.ToString() : string.Concat(digits[..point], digits[(point + 1)..]);
        if (point >= 0)
        {
            exponent -= digits.Length - point - 1;
        }

        if (plain.Length > MaxExponent || Math.Abs((long)exponent) > MaxExponent
            || !BigInteger.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mantissa))
        {
            return false;
        }

        number = Normalized(mantissa, exponent, text.ToString());
        return true;
    }

    /// <summary>Gets the number as a 64-bit integer; false if it has a fraction or is out of range.</summary>
    public bool TryInt64(out long value)
    {
        value = _integer;
        return _isInt64;
    }

    /// <summary>The number as a big integer; it must not have a fraction.</summary>
    internal BigInteger ToBigInteger() => _isInt64 ? _integer : Mantissa * BigInteger.Pow(10, Exponent);

    /// <summary>The nearest double.</summary>
    public double ToDouble() =>
        _isInt64 ? _integer : double.Parse($"{Mantissa}e{Exponent}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The text that the number was parsed from, or the digits of a computed number.</summary>
    public string ToNumberText() => _text ?? (_isInt64 ? _integer.ToString(CultureInfo.InvariantCulture) : DigitsText());

    private protected override int CompareSame(RegoValue other)
    {
        var number = (RegoNumber)other;
        if (_isInt64 && number._isInt64)
        {
            return _integer.CompareTo(number._integer);
        }

        var sign = Mantissa.Sign.CompareTo(number.Mantissa.Sign);
        if (sign != 0)
        {
            return sign;
        }

        var shared = Math.Min(Exponent, number.Exponent);
        return (Mantissa * BigInteger.Pow(10, Exponent - shared)).CompareTo(number.Mantissa * BigInteger.Pow(10, number.Exponent - shared));
    }

    /// <inheritdoc/>
    public override bool Equals(RegoValue? other) =>
        ReferenceEquals(this, other)
        || (other is RegoNumber number && number._isInt64 == _isInt64 && (_isInt64
            ? number._integer == _integer
            : number.Exponent == Exponent && number.Mantissa == Mantissa));

    /// <inheritdoc/>
    public override int GetHashCode() => _isInt64 ? HashCode.Combine(_integer) : HashCode.Combine(Mantissa, Exponent);

    private static RegoNumber Normalized(BigInteger mantissa, int exponent, string? text)
    {
        if (mantissa.IsZero)
        {
            return text is null ? Of(0) : new RegoNumber(0, true, text, 0, 0);
        }

        while (true)
        {
            var shorter = BigInteger.DivRem(mantissa, 10, out var last);
            if (!last.IsZero)
            {
                break;
            }

            mantissa = shorter;
            exponent++;
        }

        if (exponent is >= 0 and <= 19)
        {
            var whole = mantissa * BigInteger.Pow(10, exponent);
            if (whole >= long.MinValue && whole <= long.MaxValue)
            {
                var integer = (long)whole;
                return text is null ? Of(integer) : new RegoNumber(integer, true, text, whole, 0);
            }
        }

        return new RegoNumber(0, false, text, mantissa, exponent);
    }

    private string DigitsText() =>
        Exponent >= 0
            ? ToBigInteger().ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Mantissa}e{Exponent}");
}
