using Ecommerce.ServiceDefaults;
using Ecommerce.UserAgent;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(Ecommerce.Contracts.AgentNames.User);
builder.AddAgentDatabase("users");
builder.AddAgentService<UserService>();
builder.Services.AddSingleton<UserStore>();
builder.Services.AddSingleton<PasswordHasher>();
var app = builder.Build();
app.MapDefaultEndpoints();
return await app.RunAgentAsync(args);
