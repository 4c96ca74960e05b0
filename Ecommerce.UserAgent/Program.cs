using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.UserAgent;
using Ecommerce.UserAgent.Users;

return await AgentProcess.RunAsync(args, AgentNames.User, builder =>
{
    builder.AddAgentDatabase("users");
    builder.AddAgentService<UserService>();
    builder.Services.AddSingleton<UserStore>();
    builder.Services.AddSingleton<PasswordHasher>();
});
