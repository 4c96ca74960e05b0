using Ecommerce.Contracts;
using Ecommerce.Gateway;
using Ecommerce.Gateway.Assistants;
using Ecommerce.Gateway.BrowserSessions;
using Ecommerce.Gateway.Limits;
using Ecommerce.Gateway.Mcp;
using Ecommerce.Gateway.OpenApi;
using Ecommerce.Gateway.PublicDoor;
using Ecommerce.Gateway.Rest;
using Ecommerce.Gateway.Routing;
using Ecommerce.Gateway.Shedding;
using Ecommerce.Gateway.Tasks;
using Ecommerce.Gateway.Tokens;
using Ecommerce.Gateway.UserData;
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
        builder.Services.AddCors().AddSingleton<IStartupFilter, PublicDoorFilter>();
        builder.AddTokenExchange();
        builder.Services.AddSingleton<AgentRouter>();
        builder.Services.AddSingleton<ShopHealthReport>();
        builder.Services.AddSingleton<Turns>().AddSingleton<RoutedCalls>().AddSingleton<RestCalls>().AddSingleton<RestTasks>();
        builder.AddAssistant();
        builder.AddShopTasks();
        builder.Services.AddSingleton<McpCalls>().AddSingleton<McpEndpoint>();
        builder.Services.AddSingleton<UserDataStore>();
        builder.Services.AddSingleton<BrowserSessionStore>().AddSingleton<BrowserSessionTokens>().AddSingleton<BrowserSessionCalls>();
    },
    app =>
    {
        app.UseMiddleware<ForwardedVisitors>();
        app.UseRateLimiter();
        app.UseMiddleware<BodyGate>();
        app.UseMiddleware<BrowserSessionGate>();
        app.MapRest();
        app.MapOpenApi();
        app.MapMcp();
    });
