using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Refunds;
using Ecommerce.PaymentAgent.Sandbox;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.PaymentAgent.Tests;

/// <summary>One process of the payment agent, on databases that outlive it.</summary>
internal sealed class Replica
{
    public Replica(Rig rig)
    {
        var configuration = new ConfigurationBuilder().Build();
        var failpoints = new Failpoints(configuration, new AgentSettings(configuration));
        IdempotencyStore idempotency = new(rig.Payments.App, TimeProvider.System);
        Sandbox = new SandboxProvider(rig.Sandbox.App, TimeProvider.System, hasTestMethods: true);
        PaymentStore = new(rig.Payments.App, idempotency, TimeProvider.System);
        RefundStore = new(rig.Payments.App, idempotency, TimeProvider.System);
        Refunds = new(RefundStore, Sandbox, failpoints, TimeProvider.System, NullLogger<RefundProcessor>.Instance);
        Payments = new(PaymentStore, Refunds, Sandbox, failpoints, TimeProvider.System, NullLogger<PaymentProcessor>.Instance);
        Watch = new(rig.Payments.App, TimeProvider.System, NullLogger<PaymentWatch>.Instance);
        Worker = new PaymentWorker(PaymentStore, RefundStore, Payments, Refunds, TimeProvider.System, NullLogger<PaymentWorker>.Instance);
    }

    public SandboxProvider Sandbox { get; }
    public PaymentStore PaymentStore { get; }
    public RefundStore RefundStore { get; }
    public PaymentProcessor Payments { get; }
    public RefundProcessor Refunds { get; }
    public PaymentWatch Watch { get; }
    public BackgroundService Worker { get; }
}
