namespace Ecommerce.ServiceDefaults.Configuration;

/// <summary>How the payment agent reaches its provider; see <c>payments</c> in <c>config/payment.yaml</c>.</summary>
/// <param name="Provider"><c>stripe</c> or <c>sandbox</c>; empty if it is not set.</param>
/// <param name="StripeApiKeyFile">The file that holds the secret or restricted key.</param>
/// <param name="StripeWebhookSecretFiles">The files that hold the secrets of the webhook endpoint: two while one is changed.</param>
/// <param name="StripeReturnUrl">Where the buyer returns to after an action at the card's bank; empty for none.</param>
/// <param name="StripeEndpoint">The API's address.</param>
public sealed record PaymentSettings(
    string Provider,
    string StripeApiKeyFile,
    IReadOnlyList<string> StripeWebhookSecretFiles,
    string StripeReturnUrl,
    string StripeEndpoint);
