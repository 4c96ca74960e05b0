using Ecommerce.Contracts;
using Ecommerce.InventoryAgent;
using Ecommerce.InventoryAgent.Books;
using Ecommerce.InventoryAgent.Catalogue;
using Ecommerce.InventoryAgent.Reservations;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Hosting;

return await AgentProcess.RunAsync(args, AgentNames.Inventory, builder =>
{
    builder.AddAgentDatabase("inventory");
    builder.AddAgentService<InventoryService>();
    builder.Services.AddSingleton<ProductStore>();
    builder.Services.AddSingleton<MovementStore>();
    builder.Services.AddSingleton<ReservationStore>();
    builder.Services.AddSingleton<ReservationBatcher>();
    builder.Services.AddSingleton<BookStore>();
    builder.Services.AddHostedService<ReservationWorker>();
});
