using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Testing;
using Google.Protobuf;

namespace Ecommerce.PaymentAgent.Tests;

/// <summary>Under one key a capability has one effect and one answer, which later changes do not touch.</summary>
public sealed class KeyTests(Rig rig) : IClassFixture<Rig>
{
    private static readonly TestCaller Anybody = new(AgentNames.Payment);

    // Every agent's countersign_audit is tried with the sealing, each erasure with what it erases, and charges and refunds with theirs.
    [Fact]
    public void Every_capability_that_takes_a_key_is_tried_here_or_with_what_it_does() => Assert.Equal(
        ["countersign_audit", "erase_user_data", "process_payment", "refund_payment", "void_payment"],
        CapabilityCatalogue.Of(AgentNames.Payment).Where(capability => capability.TakesKey).Select(capability => capability.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_void_is_answered_alike_even_after_the_charge_has_turned_up()
    {
        await rig.StartAsync();
        var request = Rig.Request();
        var payment = (await rig.Agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None)).Payment!;
        PaymentService service = new(
            rig.Agent.PaymentStore, rig.Agent.Payments, rig.Agent.Refunds, rig.Agent.Watch, null!, null!, rig.Agent.Callbacks,
            rig.Agent.Sandbox, new(rig.Payments.App, TimeProvider.System), null!, null!, null!);
        Task<Payment> VoidAsync() => Anybody.CallAsync(
            service.VoidPayment, new VoidPaymentRequest { OrderId = $"{request.OrderId}", Reason = "cancelled" }, "k");

        var first = await VoidAsync();
        await rig.Agent.Sandbox.ChargeAsync(payment.Charge, CancellationToken.None);
        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync();
        await rig.UntilAsync(request.OrderId, p => p.IsReturned && p.Captured > 0);

        Assert.Equal((PaymentStatus.Voided, "0.00"), (first.Status, first.Refunded));
        Assert.Equal(first.ToByteString(), (await VoidAsync()).ToByteString());
    }
}
