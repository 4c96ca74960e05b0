using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.OrderAgent.Checkouts;
using Ecommerce.OrderAgent.Orders;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Hosting;

return await AgentProcess.RunAsync(args, AgentNames.Order, builder =>
{
    builder.AddAgentDatabase("orders");
    builder.AddAgentService<Ecommerce.OrderAgent.OrderService>();
    builder.AddAgentClient<UserService.UserServiceClient>(AgentNames.User);
    builder.AddAgentClient<PaymentService.PaymentServiceClient>(AgentNames.Payment, CallResilience.None);
    builder.AddAgentClient<InventoryService.InventoryServiceClient>(AgentNames.Inventory, CallResilience.None);
    builder.AddCheckout();
    builder.Services.AddSingleton<OrderStore>().AddSingleton<OrderWatch>().AddSingleton<PaymentMethods>();
    builder.Services.AddSingleton<OrderSignals>().AddHostedService(provider => provider.GetRequiredService<OrderSignals>());
});
