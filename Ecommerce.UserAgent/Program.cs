using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.UserAgent;
using Ecommerce.UserAgent.Sessions;
using Ecommerce.UserAgent.Tokens;
using Ecommerce.UserAgent.Users;

return await AgentProcess.RunAsync(
    args,
    AgentNames.User,
    builder =>
    {
        builder.AddAgentDatabase("users");
        builder.AddAgentService<UserService>();
        builder.Services.AddSingleton<UserStore>().AddSingleton<PasswordStore>();
        builder.Services.AddSingleton<PasswordHasher>().AddSingleton<PasswordChange>();
        builder.Services.AddSingleton<SessionStore>().AddSingleton<SignIn>().AddHostedService<SessionSweeper>();
        builder.Services.AddSingleton(services => KeyEncryption.Create(services.GetRequiredService<AgentSettings>()));
        builder.Services.AddSingleton<SigningKeys>();
    },
    app => app.Services.GetRequiredService<KeyEncryption>());
