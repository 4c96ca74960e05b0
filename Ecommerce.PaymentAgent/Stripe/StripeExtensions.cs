using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>Registers Stripe.</summary>
internal static class StripeExtensions
{
    /// <summary>Makes Stripe the payment provider. Its files are read when the agent serves: a migration needs none.</summary>
    public static void AddStripeProvider(this WebApplicationBuilder builder, PaymentSettings settings)
    {
        builder.Services.AddSingleton(settings).AddSingleton<StripeClient>().AddSingleton<StripeEvents>().AddSingleton<StripeProvider>();
        builder.Services.AddSingleton<PaymentProvider>(services =>
        {
            RequireSecrets(settings);
            if (settings.StripeWebhookSecretFiles.Count == 0)
            {
                Log.NoWebhookSecret(services.GetRequiredService<ILogger<StripeProvider>>());
            }

            return services.GetRequiredService<StripeProvider>();
        });
    }

    private static void RequireSecrets(PaymentSettings settings)
    {
        string[] problems =
        [
            .. Problem("payments.stripe.api_key_file", settings.StripeApiKeyFile),
            .. settings.StripeWebhookSecretFiles.SelectMany(file => Problem("payments.stripe.webhook_secret_files", file)),
        ];
        if (problems.Length > 0)
        {
            throw new AgentSetupException(problems);
        }
    }

    private static IEnumerable<string> Problem(string field, string file)
    {
        if (file.Length == 0)
        {
            return [$"{field} must name the file that holds Stripe's secret key (docs/payments.md)"];
        }

        try
        {
            StripeSecrets.Check(File.ReadAllText(file));
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return [$"{field}: {file}: {exception.Message}"];
        }
    }
}
