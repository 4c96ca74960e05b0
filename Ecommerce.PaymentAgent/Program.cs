using Ecommerce.Contracts;
using Ecommerce.PaymentAgent;
using Ecommerce.PaymentAgent.Sandbox;
using Ecommerce.ServiceDefaults;
using PaymentService = Ecommerce.PaymentAgent.PaymentService;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(AgentNames.Payment);
builder.AddAgentDatabase("payments");
builder.AddSandboxProvider();
builder.AddAgentService<PaymentService>();
builder.Services.AddSingleton<PaymentStore>();
builder.Services.AddSingleton<PaymentProcessor>();
builder.Services.AddSingleton<RefundStore>();
builder.Services.AddSingleton<RefundProcessor>();
builder.Services.AddSingleton<PaymentEvents>().AddHostedService(services => services.GetRequiredService<PaymentEvents>());
builder.Services.AddHostedService<PaymentWorker>();

if (args is ["migrate", ..])
    return await builder.MigrateAsync();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
return 0;
