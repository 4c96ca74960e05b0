using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.UserAgent.Erasure;
using Ecommerce.UserAgent.Sessions;
using Ecommerce.UserAgent.Tokens;
using Ecommerce.UserAgent.Users;
using Spiffe;

return await AgentProcess.RunAsync(
    args,
    AgentNames.User,
    builder =>
    {
        builder.AddAgentDatabase("users");
        builder.AddAgentService<Ecommerce.UserAgent.UserService>();
        builder.Services.AddSingleton<UserStore>().AddSingleton<PasswordStore>();
        builder.Services.AddSingleton(services => new PasswordHasher(
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<AgentSettings>().PasswordIterations));
        builder.Services.AddSingleton<PasswordChange>();
        builder.Services.AddSingleton<SessionStore>().AddSingleton<SignIn>().AddHostedService<SessionSweeper>();
        builder.Services.AddSingleton(services => KeyEncryption.Create(services.GetRequiredService<AgentSettings>()));
        builder.Services.AddSingleton(services =>
            ActivatorUtilities.CreateInstance<SigningKeys>(services, services.GetRequiredService<JwtSource>().TimeProvider));
        builder.Services.AddSingleton<SigningKeySource>(services => services.GetRequiredService<SigningKeys>().PublishedAsync);
        builder.Services.AddSingleton(services => new JwtSource(
            new() { Endpoint = services.GetRequiredService<AgentSettings>().SpiffeEndpoint }));
        builder.Services.AddSingleton<WorkloadProof>().AddSingleton<TokenExchange>();
        // The worker's own attempts are their retry, and an agent that is back is asked at once.
        builder.AddAgentClient<OrderService.OrderServiceClient>(AgentNames.Order, CallResilience.None);
        builder.AddAgentClient<PaymentService.PaymentServiceClient>(AgentNames.Payment, CallResilience.None);
        builder.AddAgentClient<GatewayService.GatewayServiceClient>(AgentNames.Gateway, CallResilience.None);
        builder.Services.AddSingleton(services => UserDataHolder.All(
            services.GetRequiredService<OrderService.OrderServiceClient>(),
            services.GetRequiredService<PaymentService.PaymentServiceClient>(),
            services.GetRequiredService<GatewayService.GatewayServiceClient>()));
        builder.Services.AddSingleton<ExportLimits>().AddSingleton<UserExporter>().AddSingleton<ErasureStore>()
            .AddHostedService<ErasureWorker>();
    },
    app => app.Services.GetRequiredService<SecretEncryption>());
