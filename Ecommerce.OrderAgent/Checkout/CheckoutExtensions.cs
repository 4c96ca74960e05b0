namespace Ecommerce.OrderAgent.Checkout;

/// <summary>Registers the saga.</summary>
internal static class CheckoutExtensions
{
    /// <summary>The saga's store, calls, runner, and its follower of payments.</summary>
    public static void AddCheckout(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Checkout").Get<CheckoutOptions>() ?? new CheckoutOptions();
        options.EnsureValid();
        builder.Services.AddSingleton(options)
            .AddSingleton<CheckoutStore>().AddSingleton<RefundStore>()
            .AddSingleton<CheckoutCalls>().AddSingleton<CheckoutCall>(provider => provider.GetRequiredService<CheckoutCalls>().SendAsync)
            .AddSingleton<CheckoutRunner>().AddHostedService(provider => provider.GetRequiredService<CheckoutRunner>())
            .AddHostedService<PaymentFollower>();
    }
}
