using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Sandbox;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;

namespace Ecommerce.PaymentAgent.Tests.Sandbox;

public class SandboxProviderTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_credit_card_is_captured()
    {
        await rig.StartAsync();
        var reply = await rig.PayAsync(Rig.Request());
        Assert.Equal(
            (Status: PaymentStatus.Captured, Amount: "39.98", Refunded: "0.00", Currency: "USD"),
            (reply.Status, reply.Amount, reply.Refunded, reply.Currency));
        Assert.Equal(3998, await rig.ShopBalanceAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Theory]
    [InlineData("test_declined", ErrorCodes.PaymentDeclined)]
    [InlineData("test_insufficient_funds", ErrorCodes.InsufficientFunds)]
    public async Task A_declined_payment_is_refused_and_stays_readable(string method, string code)
    {
        await rig.StartAsync();
        var request = Rig.Request(method);
        Assert.Equal(code, (await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request))).Code);
        var payment = await rig.OnlyPaymentAsync(request.OrderId);
        Assert.Equal((PaymentStatus.Declined, code), (payment.Status, payment.DeclineCode));
        Assert.Equal(0, await rig.ShopBalanceAsync());
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task An_error_is_followed_by_one_charge_under_the_same_key()
    {
        await rig.StartAsync();
        var reply = await rig.PayAsync(Rig.Request("test_error_once"));
        Assert.Equal(PaymentStatus.Captured, reply.Status);
        Assert.Equal($"{reply.TransactionId}/charge", await Rig.ReadAsync<string>(rig.Sandbox, "SELECT key FROM charges"));
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_charge_by_a_method_that_is_not_in_its_list_is_declined()
    {
        await rig.StartAsync();
        Assert.Contains("credit_card", rig.Agent.Sandbox.Methods);
        Assert.DoesNotContain("gold", rig.Agent.Sandbox.Methods);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(Rig.Request("gold")));

        Assert.Equal(ErrorCodes.PaymentDeclined, refusal.Code);
        await rig.AssertMoneyAddsUpAsync();
    }

    [Theory]
    [InlineData(true, "captured", PaymentStatus.Captured)]
    [InlineData(false, "declined", PaymentStatus.Declined)]
    public async Task A_required_action_is_told_and_its_end_is_learned(bool completed, string word, PaymentStatus status)
    {
        await rig.StartAsync();
        await rig.StartWorkerAsync();
        var request = Rig.Request("test_requires_action");
        var reply = await rig.PayAsync(request);
        Assert.Equal(PaymentStatus.RequiresAction, reply.Status);
        Assert.Equal("redirect", reply.NextAction.Type);
        Assert.StartsWith("https://", reply.NextAction.Url, StringComparison.Ordinal);
        Assert.Equal(0, await rig.TakenAtProviderAsync());

        Assert.Equal(word, await Rig.ReadAsync<string>(rig.Sandbox, $"SELECT finish_action('{reply.TransactionId}', {completed})"));
        var payment = await rig.UntilAsync(request.OrderId, p => p.Settled);
        Assert.Equal((status, null), (payment.Status, payment.NextAction));
        Assert.IsType<DBNull>(await Rig.ReadAsync<object>(rig.Sandbox, $"SELECT finish_action('{reply.TransactionId}', true)"));
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_provider_refunds_no_more_than_it_took_and_nothing_twice()
    {
        await rig.StartAsync();
        var sandbox = rig.Agent.Sandbox;
        Charge charge = new(Rig.NewId(), 100, "USD", "credit_card", default);
        await sandbox.ChargeAsync(charge, CancellationToken.None);
        Assert.Equal(RefundState.Succeeded, await RefundAsync("r1", charge, 60));
        Assert.Equal(RefundState.Succeeded, await RefundAsync("r1", charge, 60));
        Assert.Equal(RefundState.Refused, await RefundAsync("r2", charge, 41));
        Assert.Equal(RefundState.Succeeded, await RefundAsync("r3", charge, 40));
        Assert.Equal(RefundState.Refused, await RefundAsync("r4", charge with { TransactionId = Rig.NewId() }, 1));

        Assert.Equal(0, await rig.TakenAtProviderAsync());

        async Task<RefundState> RefundAsync(string key, Charge of, long amount) =>
            (await sandbox.RefundAsync(new(key, of, amount, default), CancellationToken.None)).State;
    }

    [Fact]
    public async Task Outside_development_no_method_misbehaves_on_purpose()
    {
        await rig.StartAsync();
        SandboxProvider sandbox = new(rig.Sandbox.App, TimeProvider.System, hasTestMethods: false);
        Assert.Equal(["credit_card"], sandbox.Methods);
        foreach (var method in rig.Agent.Sandbox.Methods)
        {
            var outcome = await sandbox.ChargeAsync(new(Rig.NewId(), 100, "USD", method, default), CancellationToken.None);
            Assert.Equal(method == "credit_card" ? ChargeState.Captured : ChargeState.Declined, outcome.State);
        }
    }
}

/// <summary>The methods that take their time; a class of its own, so that they do it beside the others.</summary>
public class SlowSandboxProviderTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_provider_that_never_answers_leaves_the_payment_pending_until_it_is_asked()
    {
        await rig.StartAsync();
        await rig.StartWorkerAsync();
        var request = Rig.Request("test_timeout");
        var before = TimeProvider.System.GetUtcNow();
        var reply = await rig.PayAsync(request, until: before + TimeSpan.FromMilliseconds(400));
        Assert.Equal(PaymentStatus.Pending, reply.Status);
        var joined = await rig.PayAsync(request);
        Assert.Equal((PaymentStatus.Captured, reply.TransactionId), (joined.Status, joined.TransactionId));
        Assert.Equal(1, await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges"));
        await rig.AssertMoneyAddsUpAsync();
    }
}

/// <summary>As above.</summary>
public class SlowerSandboxProviderTests(Rig rig) : IClassFixture<Rig>
{
    [Fact]
    public async Task A_slow_charge_is_captured_in_the_end()
    {
        await rig.StartAsync();
        var reply = await rig.PayAsync(Rig.Request("test_slow"));
        Assert.Equal(PaymentStatus.Captured, reply.Status);
        await rig.AssertMoneyAddsUpAsync();
    }

    [Fact]
    public async Task A_void_during_a_charge_waits_for_the_truth_and_returns_the_money()
    {
        await rig.StartAsync();
        var request = Rig.Request("test_slow");
        var charge = rig.PayAsync(request);
        await Eventually.HoldsAsync(
            async () => await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges") == 1, () => "the provider has the charge");
        var voided = await rig.VoidAsync(request.OrderId);
        Assert.Equal((Status: PaymentStatus.Voided, Captured: 3998L, Refunded: 3998L), (voided!.Status, voided.Captured, voided.Refunded));
        Assert.Equal(ErrorCodes.Conflict, (await Assert.ThrowsAsync<ProblemException>(() => charge)).Code);
        Assert.Equal(0, await rig.TakenAtProviderAsync());
        Assert.Equal($"{voided.TransactionId}/late", await Rig.ReadAsync<string>(rig.Sandbox, "SELECT key FROM refunds"));
        await rig.AssertMoneyAddsUpAsync();
    }
}
