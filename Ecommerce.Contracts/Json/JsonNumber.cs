namespace Ecommerce.Contracts.Json;

/// <summary>How a double stands in JSON.</summary>
internal static class JsonNumber
{
    // RFC 8259 section 6: up to here every integer is a double.
    private const double MaxExactInteger = 1L << 53;

    /// <summary>Whether a double is written as an integer.</summary>
    public static bool IsInteger(double number, out long integer)
    {
        var isInteger = double.IsInteger(number) && Math.Abs(number) <= MaxExactInteger;
        integer = isInteger ? (long)number : 0;
        return isInteger;
    }
}
