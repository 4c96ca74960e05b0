using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Pages.Localization;

/// <summary>
/// A language that pages speak, and how it writes money, numbers and times. The programs run without the system's tables of cultures
/// (invariant globalization), so what is needed of them is here.
/// </summary>
public sealed class Language
{
    /// <summary>The cookie of who has chosen a language.</summary>
    public const string Cookie = "language";

    private static readonly Dictionary<string, string> Signs = new() { ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£" };

    private readonly NumberFormatInfo _numbers;
    private readonly string _time;
    private readonly string _day;
    private readonly bool _signFirst;

    private Language(string code, string name, string group, string point, bool signFirst, string day, string time)
    {
        (Code, Name, _signFirst, _day, _time) = (code, name, signFirst, day, time);
        _numbers = new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = point };
    }

    /// <summary>English.</summary>
    public static Language English { get; } = new("en", "English", ",", ".", signFirst: true, "yyyy-MM-dd", "yyyy-MM-dd HH:mm 'UTC'");

    /// <summary>German.</summary>
    public static Language German { get; } = new("de", "Deutsch", ".", ",", signFirst: false, "dd.MM.yyyy", "dd.MM.yyyy, HH:mm 'UTC'");

    /// <summary>Each language; the first is spoken to who asks for none of them.</summary>
    public static IReadOnlyList<Language> All { get; } = [English, German];

    /// <summary>Its code (BCP 47).</summary>
    public string Code { get; }

    /// <summary>Its name in itself.</summary>
    public string Name { get; }

    /// <summary>The language that the request asks for: by its cookie, else by <c>Accept-Language</c> (RFC 9110, 12.5.4).</summary>
    public static Language Of(HttpRequest request) => Find(request.Cookies[Cookie]) ?? Accepted(request) ?? All[0];

    /// <summary>The language of that code; null if there is none.</summary>
    public static Language? Find(string? code) => All.FirstOrDefault(language => language.Code == code);

    /// <summary>An amount as the contract has it (<c>1234.50</c>), as it is written: <c>$1,234.50</c>, <c>1.234,50 $</c>.</summary>
    /// <param name="amount">A decimal with a point and all digits of its currency; anything else is written as it is.</param>
    /// <param name="currency">ISO 4217.</param>
    public string Money(string amount, string currency)
    {
        if (!decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
        {
            return $"{amount} {currency}";
        }

        var text = Math.Abs(number).ToString($"N{number.Scale}", _numbers);
        var minus = number < 0 ? "−" : "";
        return !Signs.TryGetValue(currency, out var sign) ? $"{minus}{text} {currency}"
            : _signFirst ? $"{minus}{sign}{text}"
            : $"{minus}{text} {sign}";
    }

    /// <summary>A whole number in groups.</summary>
    public string Number(long number) => number.ToString("N0", _numbers);

    /// <summary>A number with so many places.</summary>
    public string Number(double number, int places) => number.ToString($"N{places}", _numbers);

    /// <summary>A moment in UTC, for who reads without the script, which writes it as it is where the reader is.</summary>
    /// <param name="time">The moment.</param>
    /// <param name="seconds">Whether its seconds are written.</param>
    public string Time(DateTimeOffset time, bool seconds = false) => time.UtcDateTime.ToString(
        seconds ? _time.Replace("mm", "mm:ss", StringComparison.Ordinal) : _time, CultureInfo.InvariantCulture);

    /// <summary>A day in UTC.</summary>
    public string Day(DateTimeOffset time) => time.UtcDateTime.ToString(_day, CultureInfo.InvariantCulture);

    private static Language? Accepted(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var accepted)
            ? accepted.Where(language => language.Quality is not 0).OrderByDescending(language => language.Quality ?? 1)
                .Select(language => Find(language.Value.Value?.Split('-')[0].ToLowerInvariant())).FirstOrDefault(found => found is not null)
            : null;
}
