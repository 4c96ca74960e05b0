using Ecommerce.Contracts;
using Ecommerce.Gateway;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Rest;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Hosting;

return await AgentProcess.RunAsync(
    args,
    AgentNames.Gateway,
    builder =>
    {
        builder.AddAgentDatabase("gateway");
        builder.AddAgentService<GatewayService>();
        builder.AddLimits();
        builder.Services.AddSingleton<AgentRouter>();
        builder.Services.AddSingleton<ShopHealthReport>();
        builder.Services.AddSingleton<RestCalls>();
    },
    app =>
    {
        app.UseRateLimiter();
        app.MapRest();
    });
