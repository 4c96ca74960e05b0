using Ecommerce.Contracts;
using Ecommerce.PaymentAgent;
using Ecommerce.PaymentAgent.Books;
using Ecommerce.PaymentAgent.Callbacks;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.PaymentAgent.UserData;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Events;
using Ecommerce.ServiceDefaults.Hosting;

return await AgentProcess.RunAsync(
    args,
    AgentNames.Payment,
    builder =>
    {
        builder.AddAgentDatabase("payments");
        builder.AddEventPublishing();
        builder.AddPaymentProvider();
        builder.AddAgentService<PaymentService>();
        builder.Services.AddSingleton<PaymentStore>();
        builder.Services.AddSingleton<PaymentProcessor>();
        builder.Services.AddSingleton<RefundStore>();
        builder.Services.AddSingleton<RefundProcessor>();
        builder.Services.AddSingleton<BookStore>();
        builder.Services.AddSingleton<LedgerStore>();
        builder.Services.AddSingleton<CallbackStore>();
        builder.Services.AddSingleton<UserDataStore>();
        builder.Services.AddSingleton<PaymentWatch>().AddHostedService(services => services.GetRequiredService<PaymentWatch>());
        builder.Services.AddHostedService<PaymentWorker>();
    },
    app => app.RequirePaymentProvider());
