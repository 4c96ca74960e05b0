using Ecommerce.Contracts;
using Ecommerce.InventoryAgent;
using Ecommerce.ServiceDefaults;
using InventoryService = Ecommerce.InventoryAgent.InventoryService;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AgentNames.Inventory);
builder.AddAgentDatabase("inventory");
builder.AddAgentService<InventoryService>();
builder.Services.AddSingleton<InventoryStore>();
builder.Services.AddSingleton<ReservationStore>();
builder.Services.AddSingleton<ReservationBatcher>();
builder.Services.AddHostedService<ReservationSweep>();

if (args is ["migrate", ..])
    return await builder.MigrateAsync();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
return 0;
