using System.Globalization;
using Ecommerce.PaymentAgent.Provider;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>What is sent to Stripe. Our key stands in the metadata, so that the object can be found by it.</summary>
internal static class StripeForms
{
    /// <summary>A PaymentIntent that is confirmed as it is created.</summary>
    /// <param name="charge">What to take.</param>
    /// <param name="amount">In Stripe's units.</param>
    /// <param name="returnUrl">Where the buyer returns to; if it is empty, a card that wants the buyer's confirmation is declined.</param>
    public static Dictionary<string, string> Of(Charge charge, long amount, string returnUrl)
    {
        Dictionary<string, string> form = new()
        {
            ["amount"] = amount.ToString(CultureInfo.InvariantCulture),
            ["currency"] = charge.Currency.ToLowerInvariant(),
            ["payment_method"] = charge.PaymentMethod,
            ["payment_method_types[]"] = "card",
            ["confirm"] = "true",
            ["metadata[transaction_id]"] = charge.TransactionId.ToString(),
            ["metadata[key]"] = charge.Key,
        };
        form.Add(returnUrl.Length > 0 ? "return_url" : "error_on_requires_action", returnUrl.Length > 0 ? returnUrl : "true");
        return form;
    }

    /// <summary>A refund of a PaymentIntent, in Stripe's units.</summary>
    public static Dictionary<string, string> Of(ChargeRefund refund, string intent, long amount) => new()
    {
        ["payment_intent"] = intent,
        ["amount"] = amount.ToString(CultureInfo.InvariantCulture),
        ["metadata[transaction_id]"] = refund.Charge.TransactionId.ToString(),
        ["metadata[key]"] = refund.Key,
    };
}
