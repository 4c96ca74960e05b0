using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.UserAgent;
using UserService = Ecommerce.UserAgent.UserService;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AgentNames.User);
builder.AddAgentDatabase("users");
builder.AddAgentService<UserService>();
builder.Services.AddSingleton<UserStore>();
builder.Services.AddSingleton<PasswordHasher>();

if (args is ["migrate", ..])
    return await builder.MigrateAsync();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
return 0;
