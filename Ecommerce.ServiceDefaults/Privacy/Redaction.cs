using System.Buffers;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Google.Protobuf;

namespace Ecommerce.ServiceDefaults.Privacy;

/// <summary>
/// The last line of defence of whatever leaves a process in words: log lines, attributes of traces, messages of errors. Code does not put
/// secrets there; what gets there all the same, such as a path that a caller made up, is replaced: the values of the current call's fields
/// that are secret or an e-mail address, and everything that looks like an e-mail address, a token or the number of a card.
/// </summary>
public static partial class Redaction
{
    /// <summary>What takes a value's place.</summary>
    public const string Mark = "[redacted]";

    // A shorter value is part of too many words.
    private const int ShortestValue = 6;
    private const int ShortestOpaque = 43;

    private static readonly AsyncLocal<string[]?> Values = new();

    // Text without any of these holds nothing that looks like a secret, but for the number of a card.
    private static readonly SearchValues<string> Signs =
        SearchValues.Create(["@", "%40", "eyJ", "bearer", "basic"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Remembers the secret values of a request for as long as the calling method, and what it calls, runs.</summary>
    public static void Guard(IMessage request)
    {
        var values = Secrets.ValuesIn(request).Where(value => value.Length >= ShortestValue).ToArray();
        if (values.Length > 0)
        {
            Values.Value = values;
        }
    }

    /// <summary>The text without what must not leave; the same instance if there is nothing.</summary>
    public static string Of(string text)
    {
        foreach (var value in Values.Value ?? [])
        {
            text = text.Replace(value, Mark, StringComparison.OrdinalIgnoreCase);
        }

        if (text.AsSpan().ContainsAny(Signs))
        {
            text = Credential().Replace(Address().Replace(text, Mark), Mark);
        }

        if (text.Length >= ShortestOpaque)
        {
            text = Opaque().Replace(text, Mark);
        }

        foreach (var match in Digits().EnumerateMatches(text))
        {
            if (IsCard(text.AsSpan(match.Index, match.Length)))
            {
                return Digits().Replace(text, number => IsCard(number.ValueSpan) ? Mark : number.Value);
            }
        }

        return text;
    }

    // An address of RFC 5321 as it appears in text and in URLs.
    [GeneratedRegex("""[^\s"'<>()\[\]{},;:=/?&@%]{1,64}(?:@|%40)[^\s"'<>()\[\]{},;:=/?&@%]{1,255}""", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    // RFC 7235 credentials, and a JWT by itself.
    [GeneratedRegex("""\b(?:bearer|basic)\s+[^\s"',;]+|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*""", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();

    // 32 random bytes or more in base64url; digests, which are hex, and names are not of this form.
    [GeneratedRegex("""(?<![\w-])(?=[a-z0-9_-]*[A-Z])(?=[A-Z0-9_-]*[a-z])(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{43,}(?![\w-])""")]
    private static partial Regex Opaque();

    // ISO/IEC 7812, in groups or not: what banks issue begins with 2 to 6 and has 14 to 19 digits, or with 4 and has 13. IDs are
    // hexadecimal; times and the numbers of goods are shorter, or begin with 0 or 1.
    [GeneratedRegex("""(?<![0-9A-Fa-f-])(?:4(?:[ -]?[0-9]){12}|[2-6](?:[ -]?[0-9]){13,18})(?![0-9A-Fa-f-])""")]
    private static partial Regex Digits();

    // The check digit of ISO/IEC 7812, Annex B.
    private static bool IsCard(ReadOnlySpan<char> text)
    {
        var (sum, count) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var digit = text[i] - '0';
                var doubled = count++ % 2 == 0 ? digit : digit * 2;
                sum += doubled > 9 ? doubled - 9 : doubled;
            }
        }

        return sum % 10 == 0;
    }
}
