using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Sandbox;
using Ecommerce.PaymentAgent.Stripe;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.PaymentAgent;

/// <summary>Registers the payment provider.</summary>
internal static class ProviderExtensions
{
    /// <summary>Registers the provider that <c>payments.provider</c> names; in development the sandbox if it names none.</summary>
    /// <exception cref="AgentSetupException">None is named outside development.</exception>
    public static void AddPaymentProvider(this WebApplicationBuilder builder)
    {
        var settings = builder.AgentSettings();
        switch (settings.Payments.Provider)
        {
            case "stripe":
                builder.AddStripeProvider(settings.Payments);
                break;
            case "sandbox":
            case "" when settings.IsDevelopment:
                builder.AddSandboxProvider();
                break;
            default:
                throw new AgentSetupException(
                [
                    $"payments.provider must be set in {settings.Environment}: stripe, or sandbox, which moves no money (docs/payments.md)",
                ]);
        }
    }

    /// <summary>Makes the provider before the agent listens.</summary>
    /// <exception cref="AgentSetupException">What it needs, such as a secret's file, cannot be used.</exception>
    public static void RequirePaymentProvider(this WebApplication app) => app.Services.GetRequiredService<PaymentProvider>();
}
