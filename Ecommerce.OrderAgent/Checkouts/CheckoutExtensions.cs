namespace Ecommerce.OrderAgent.Checkouts;

/// <summary>Registers the saga.</summary>
internal static class CheckoutExtensions
{
    /// <summary>Adds the saga's store, calls and worker, the inbox of payment events, and the placing of orders.</summary>
    public static void AddCheckout(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Checkout").Get<CheckoutOptions>() ?? new CheckoutOptions();
        options.EnsureValid();
        builder.Services.AddSingleton(options)
            .AddSingleton<OrderPlacement>().AddSingleton<CheckoutStore>().AddSingleton<PaymentInbox>()
            .AddSingleton<CheckoutCalls>().AddSingleton<CheckoutCall>(provider => provider.GetRequiredService<CheckoutCalls>().SendAsync)
            .AddSingleton<CheckoutWorker>().AddHostedService(provider => provider.GetRequiredService<CheckoutWorker>())
            .AddHostedService<PaymentInboxWorker>();
    }
}
