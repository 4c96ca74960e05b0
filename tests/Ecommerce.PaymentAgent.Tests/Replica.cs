using Ecommerce.PaymentAgent.Callbacks;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.PaymentAgent.Sandbox;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.PaymentAgent.Tests;

/// <summary>One process of the payment agent, on databases that outlive it.</summary>
internal sealed class Replica
{
    /// <summary>A process with that provider; with the sandbox if there is none.</summary>
    public Replica(Rig rig, PaymentProvider? provider = null, ILoggerFactory? log = null)
    {
        log ??= NullLoggerFactory.Instance;
        var configuration = new ConfigurationBuilder().Build();
        var failpoints = new Failpoints(configuration, new AgentSettings(configuration), TimeProvider.System);
        IdempotencyStore idempotency = new(rig.Payments.App, TimeProvider.System);
        Sandbox = new SandboxProvider(rig.Sandbox.App, TimeProvider.System, hasTestMethods: true);
        PaymentStore = new(rig.Payments.App, idempotency, TimeProvider.System);
        RefundStore = new(rig.Payments.App, idempotency, TimeProvider.System);
        provider ??= Sandbox;
        Refunds = new(RefundStore, provider, failpoints, TimeProvider.System, log.CreateLogger<RefundProcessor>());
        Payments = new(PaymentStore, Refunds, provider, failpoints, TimeProvider.System, log.CreateLogger<PaymentProcessor>());
        Callbacks = new(rig.Payments.App, TimeProvider.System, log.CreateLogger<CallbackStore>());
        Watch = new(rig.Payments.App, TimeProvider.System, NullLogger<PaymentWatch>.Instance);
        Worker = new PaymentWorker(PaymentStore, RefundStore, Payments, Refunds, TimeProvider.System, NullLogger<PaymentWorker>.Instance);
    }

    public SandboxProvider Sandbox { get; }
    public PaymentStore PaymentStore { get; }
    public RefundStore RefundStore { get; }
    public PaymentProcessor Payments { get; }
    public RefundProcessor Refunds { get; }
    public CallbackStore Callbacks { get; }
    public PaymentWatch Watch { get; }
    public BackgroundService Worker { get; }
}
