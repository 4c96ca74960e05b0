using System.Text.RegularExpressions;

namespace Ecommerce.Contracts.Validation;

/// <summary>The forms of text that rules name.</summary>
internal static partial class TextForms
{
    // RFC 5321 4.1.2, Dot-string "@" Domain: quoted local parts and address literals, which are not in use for sign-up, are refused.
    private static readonly Regex Mailbox = new(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + @"@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\z",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>RFC 9562 section 4: 8-4-4-4-12 hexadecimal digits. Guid.TryParse would let more through.</summary>
    public static bool IsUuid(string text) => Uuid().IsMatch(text);

    /// <summary>A mailbox of RFC 5321; 4.5.3.1: a local part has at most 64 octets; RFC 1035 2.3.4: a label at most 63.</summary>
    public static bool IsMailbox(string text) =>
        Mailbox.IsMatch(text) && text.IndexOf('@') <= 64 && text[(text.IndexOf('@') + 1)..].Split('.').All(label => label.Length <= 63);

    /// <summary>A letter and then letters, digits or underscores, all of ASCII.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"\A[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
