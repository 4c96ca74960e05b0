using System.Collections.Frozen;
using Ecommerce.Contracts;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>
/// Amounts in Stripe's units, which are not ISO 4217's for every currency (docs.stripe.com/currencies). What Stripe cannot represent
/// exactly is refused, never rounded.
/// </summary>
internal static class StripeMoney
{
    private const int UsualDigits = 2;
    private const int MostDigits = 3;

    // ISK and UGX are whole by ISO 4217 and have two digits here, both of them 0; MGA has two by ISO 4217 and none here.
    private static readonly FrozenSet<string> Whole =
        FrozenSet.Create("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    /// <summary>Stripe's amount for an amount in the currency's minor units.</summary>
    /// <returns>False if there is none.</returns>
    public static bool TryConvert(long minor, string currency, out long amount)
    {
        amount = 0;
        if (!Money.TryGetDigits(currency, out var digits))
        {
            return false;
        }

        var stripe = DigitsOf(currency, digits);
        var (scaled, divisor) = ((Int128)minor * Power(stripe), Power(digits));
        // Of three digits the last has to be 0.
        var step = stripe == MostDigits ? 10 : 1;
        if (scaled % divisor != 0 || scaled / divisor % step != 0 || scaled / divisor > long.MaxValue)
        {
            return false;
        }

        amount = (long)(scaled / divisor);
        return true;
    }

    /// <summary>The amount in the currency's minor units, without what is less than one.</summary>
    public static long ToMinor(long amount, string currency) => Money.TryGetDigits(currency, out var digits)
        ? (long)((Int128)amount * Power(digits) / Power(DigitsOf(currency, digits)))
        : throw new ArgumentException($"{currency} is not an ISO 4217 currency", nameof(currency));

    private static int DigitsOf(string currency, int digits) =>
        Whole.Contains(currency) ? 0 : digits == MostDigits ? MostDigits : UsualDigits;

    private static int Power(int digits) => digits switch
    {
        0 => 1,
        UsualDigits => 100,
        _ => 1000,
    };
}
