using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Stripe;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.Testing;
using Ecommerce.Testing.Stripe;
using Microsoft.Extensions.Logging;

namespace Ecommerce.PaymentAgent.Tests.Stripe;

/// <summary>The payment agent's side of <see cref="ScriptedStripe"/>.</summary>
internal static class StripeAgent
{
    public static StripeProvider Provider(this ScriptedStripe stripe, ILogger<StripeProvider>? logger = null) => new(
        new(stripe.Settings, TimeProvider.System), new(stripe.Settings, TimeProvider.System), stripe.Settings, TimeProvider.System,
        logger ?? new RecordedLog().Of<StripeProvider>());

    /// <summary>Reads a message as the agent does that knows the secrets of those settings.</summary>
    public static Task<ProviderEvent> ReadAsync(
        this ScriptedStripe stripe, (byte[] Body, string Signature) message, PaymentSettings? settings = null) =>
        new StripeEvents(settings ?? stripe.Settings, TimeProvider.System).ReadAsync(
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Stripe-Signature"] = message.Signature }, message.Body,
            CancellationToken.None);
}
