using System.Collections.Frozen;
using System.Globalization;

namespace Ecommerce.Contracts;

/// <summary>
/// Money as an integer count of a currency's minor units (cents of USD, whole JPY), and its decimal string on the wire. No floating
/// point, no rounding: what cannot be represented exactly is refused.
/// </summary>
public static class Money
{
    /// <summary>The most digits that a currency's minor unit has.</summary>
    public const int MaxDigits = 3;

    // ISO 4217:2015, list one: the active currencies by number of minor-unit digits. Funds codes, metals and test codes are left out.
    private static readonly FrozenDictionary<string, int> DigitsByCurrency = new Dictionary<int, string>
    {
        [0] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
        [2] = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK "
            + "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT "
            + "LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN "
            + "QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS "
            + "VED VES WST XCD XCG YER ZAR ZMW ZWG",
        [3] = "BHD IQD JOD KWD LYD OMR TND",
    }.SelectMany(pair => pair.Value.Split(' ').Select(code => (Code: code, Digits: pair.Key)))
        .ToFrozenDictionary(c => c.Code, c => c.Digits);

    /// <summary>Looks up how many digits a currency's minor unit has.</summary>
    /// <returns>False if the code is not an active ISO 4217 currency.</returns>
    public static bool TryGetDigits(string currency, out int digits) => DigitsByCurrency.TryGetValue(currency, out digits);

    /// <summary>
    /// Reads a decimal: digits, and after a point at most as many digits as the currency has. No sign, exponent, space, grouping or
    /// superfluous leading zero. Zero is read too; whether it is allowed is the caller's rule.
    /// </summary>
    /// <param name="text">Such as <c>39.98</c>; <c>40</c> and <c>39.9</c> are whole amounts too.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="minor">The amount in minor units, 0 to <see cref="long.MaxValue"/>.</param>
    /// <returns>False if it is not such a decimal, is out of range, or the currency is unknown.</returns>
    public static bool TryParse(string text, string currency, out long minor)
    {
        minor = 0;
        return TryGetDigits(currency, out var digits) && TryParse(text, digits, out minor);
    }

    /// <summary>Prints an amount with all digits of its currency: 3998 USD is <c>39.98</c>.</summary>
    /// <exception cref="ArgumentException">The currency is unknown.</exception>
    public static string Format(long minor, string currency)
    {
        if (!TryGetDigits(currency, out var digits))
        {
            throw new ArgumentException($"{currency} is not an ISO 4217 currency", nameof(currency));
        }

        return new decimal(minor).Scale(digits).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    internal static bool TryParse(string text, int digits, out long minor)
    {
        minor = 0;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text.AsSpan(0, point);
        var fraction = point < 0 ? [] : text.AsSpan(point + 1);
        var valid = whole.Length > 0 && (whole.Length == 1 || whole[0] != '0')
            && (point < 0 || fraction.Length > 0) && fraction.Length <= digits
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
        Int128 amount = 0;
        for (var i = 0; valid && i < whole.Length + digits; i++)
        {
            var position = i - whole.Length;
            var digit = position < 0 ? whole[i] - '0' : position < fraction.Length ? fraction[position] - '0' : 0;
            amount = amount * 10 + digit;
            valid = amount <= long.MaxValue;
        }

        minor = valid ? (long)amount : 0;
        return valid;
    }

    private static decimal Scale(this decimal minor, int digits) =>
        new(decimal.GetBits(minor)[0], decimal.GetBits(minor)[1], decimal.GetBits(minor)[2], minor < 0, (byte)digits);
}
