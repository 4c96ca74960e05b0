using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Development;

namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>Registers the saga.</summary>
internal static class CheckoutExtensions
{
    // Armed while it starts, a replica plays the next version of this code, which begins checkouts that this one does not know.
    private const string NextVersion = "order.next_version";

    /// <summary>Adds the agents that a checkout calls, the saga, the inbox of payment events, and the placing of orders.</summary>
    public static void AddCheckout(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Checkout").Get<CheckoutOptions>() ?? new CheckoutOptions();
        options.EnsureValid();
        builder.AddAgentClient<UserService.UserServiceClient>(AgentNames.User);
        builder.AddAgentClient<PaymentService.PaymentServiceClient>(AgentNames.Payment, CallResilience.None);
        builder.AddAgentClient<InventoryService.InventoryServiceClient>(AgentNames.Inventory, CallResilience.None);
        builder.Services.AddSingleton(services => services.GetRequiredService<Failpoints>().IsArmed(NextVersion)
            ? options with { SchemaVersion = CheckoutState.SchemaVersion + 1 } : options);
        builder.Services.AddSingleton<OrderPlacement>();
        builder.Services.AddSingleton<CheckoutStore>();
        builder.Services.AddSingleton<CheckoutCalls>();
        builder.Services.AddSingleton<CheckoutCall>(services => services.GetRequiredService<CheckoutCalls>().SendAsync);
        builder.Services.AddSingleton<CheckoutWorker>().AddHostedService(services => services.GetRequiredService<CheckoutWorker>());
        builder.Services.AddSingleton<PaymentInboxStore>();
        builder.Services.AddHostedService<PaymentInboxWorker>().AddHostedService<PaymentInboxGauge>();
    }
}
