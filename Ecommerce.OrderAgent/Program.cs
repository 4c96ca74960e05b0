using Ecommerce.Contracts;
using Ecommerce.OrderAgent;
using Ecommerce.OrderAgent.Checkout;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AgentNames.Order);
builder.AddAgentDatabase("orders");
builder.AddAgentService<Ecommerce.OrderAgent.OrderService>();
builder.AddAgentClient<UserService.UserServiceClient>(AgentNames.User);
builder.AddAgentClient<PaymentService.PaymentServiceClient>(AgentNames.Payment, saga: true);
builder.AddAgentClient<InventoryService.InventoryServiceClient>(AgentNames.Inventory, saga: true);
builder.AddCheckout();
builder.Services.AddSingleton<OrderStore>().AddSingleton<OrderDesk>().AddSingleton<OrderWatch>();
builder.Services.AddSingleton<OrderSignals>().AddHostedService(provider => provider.GetRequiredService<OrderSignals>());
if (args is ["migrate", ..])
    return await builder.MigrateAsync();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
return 0;
