using Ecommerce.Contracts;
using Ecommerce.Gateway;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults;
using GatewayService = Ecommerce.Gateway.GatewayService;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AgentNames.Gateway);
builder.AddAgentDatabase("gateway");
builder.AddAgentService<GatewayService>();
builder.AddLimits();
builder.Services.AddSingleton<AgentRouter>();
builder.Services.AddSingleton<ShopHealthReport>();
builder.Services.AddSingleton<RestCalls>();

if (args is ["migrate", ..])
    return await builder.MigrateAsync();

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseRateLimiter();
app.MapRest();
await app.RunAsync();
return 0;
