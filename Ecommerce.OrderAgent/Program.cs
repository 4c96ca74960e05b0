using Ecommerce.Contracts;
using Ecommerce.OrderAgent;
using Ecommerce.OrderAgent.Books;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.OrderAgent.Review;
using Ecommerce.OrderAgent.UserData;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Events;
using Ecommerce.ServiceDefaults.Hosting;

return await AgentProcess.RunAsync(args, AgentNames.Order, builder =>
{
    builder.AddAgentDatabase("orders");
    builder.AddEventPublishing();
    builder.AddAgentService<OrderService>();
    builder.AddCheckout();
    builder.Services.AddSingleton<BookStore>();
    builder.Services.AddSingleton<OrderStore>();
    builder.Services.AddSingleton<UserDataStore>();
    builder.Services.AddSingleton<OrderWatch>();
    builder.Services.AddSingleton<PaymentMethods>();
    builder.Services.AddSingleton<ReviewStore>().AddHostedService<ReviewGauge>();
    builder.Services.AddSingleton<OrderSignals>().AddHostedService(services => services.GetRequiredService<OrderSignals>());
});
