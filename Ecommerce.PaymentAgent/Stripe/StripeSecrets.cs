using System.Text.RegularExpressions;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>The secrets that Stripe gives a shop, each in a file of its own.</summary>
internal static partial class StripeSecrets
{
    /// <summary>The secret in a file's text.</summary>
    /// <exception cref="FormatException">It is no such secret. The text is not repeated.</exception>
    public static string Check(string text) => text.Trim() is var secret && Secret().IsMatch(secret)
        ? secret
        : throw new FormatException("This is not a secret of Stripe: one word that begins with sk_, rk_ or whsec_.");

    // A header takes no other characters, and no refusal would say why.
    [GeneratedRegex(@"\A(?:sk|rk|whsec)_[A-Za-z0-9_+/=-]{1,250}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
