using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Tests.Stripe;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Ecommerce.Testing.Stripe;
using Google.Protobuf;

namespace Ecommerce.PaymentAgent.Tests.Callbacks;

public sealed class CallbackTests(Rig rig) : IClassFixture<Rig>, IAsyncLifetime
{
    private static readonly TestCaller Anybody = new(AgentNames.Payment);

    private ScriptedStripe _stripe = null!;

    public async ValueTask InitializeAsync()
    {
        await rig.StartAsync();
        _stripe = await ScriptedStripe.StartAsync();
    }

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Fact]
    public async Task A_message_reaches_the_payment_that_it_is_about()
    {
        Replica agent = new(rig, _stripe.Provider());
        var request = Rig.Request("pm_action");
        await agent.Payments.ProcessAsync(request, key: null, Rig.Soon, CancellationToken.None);
        await Rig.ExecuteAsync(rig.Payments, "UPDATE payments SET next_attempt_at = 'infinity'");
        var (body, signature) = ScriptedStripe.Message("evt_1", "payment_intent.succeeded", _stripe.Books.Intents[0]);

        Assert.False((await SendAsync(_stripe.Provider(), "stripe", [.. "{}"u8], "")).Ok);
        Assert.False((await SendAsync(_stripe.Provider(), "stripe", [.. body, 0], signature)).Ok);
        Assert.True(await Rig.ReadAsync<bool>(rig.Payments, "SELECT next_attempt_at = 'infinity' FROM payments"));

        Assert.Equal((true, true), await SendAsync(_stripe.Provider(), "stripe", body, signature));
        Assert.True(await Rig.ReadAsync<bool>(rig.Payments, "SELECT next_attempt_at <= now() FROM payments"));

        var (unknown, signed) = ScriptedStripe.Message("evt_2", "customer.created", new() { ["object"] = "customer" });
        Assert.Equal((true, false), await SendAsync(_stripe.Provider(), "stripe", unknown, signed));
    }

    [Theory]
    [InlineData("sandbox")]
    [InlineData("paypal")]
    [InlineData("STRIPE")]
    public async Task A_provider_that_is_not_in_use_is_not_found(string name)
    {
        var (body, signature) = ScriptedStripe.Message("evt_1", "x", []);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(_stripe.Provider(), name, body, signature));
        Assert.Equal(ErrorCodes.NotFound, refused.Code);
    }

    [Fact]
    public async Task Stripe_sends_no_messages_without_a_secret()
    {
        var (body, signature) = ScriptedStripe.Message("evt_1", "x", []);
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => _stripe.ReadAsync((body, signature), _stripe.Settings with { StripeWebhookSecretFiles = [] }));
        Assert.Equal(ErrorCodes.NotFound, refused.Code);
    }

    [Fact]
    public async Task A_refund_that_failed_after_it_had_succeeded_is_an_alert()
    {
        RecordedLog log = new();
        Replica agent = new(rig, _stripe.Provider(), log);
        var paid = await agent.Payments.ProcessAsync(Rig.Request("pm_card_visa"), key: null, Rig.Soon, CancellationToken.None);
        await agent.Refunds.RefundAsync(
            new(Guid.Parse(paid.TransactionId), 500, "returned", Key: null), key: null, Rig.Soon, CancellationToken.None);
        var message = await _stripe.ReadAsync(ScriptedStripe.Message("evt_1", "refund.failed", _stripe.Books.Refunds[0]));

        Assert.True(await agent.Callbacks.AcceptAsync("stripe", message, CancellationToken.None));
        Assert.True(await agent.Callbacks.AcceptAsync("stripe", message, CancellationToken.None));

        Assert.Single(log.Lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Error
            && line.Text.Contains("failed at the provider after it had succeeded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_comes_while_the_provider_answers_has_it_asked_again_at_once()
    {
        var (payments, refunds) = (rig.Agent.PaymentStore, rig.Agent.RefundStore);
        var begun = (await payments.BeginAsync(Rig.Request(), key: null, CancellationToken.None)).Payment!;
        await AssertDueAsync("payments", begun.TransactionId, async () =>
        {
            var asked = await payments.ClaimAsync(begun.TransactionId, CancellationToken.None);
            return () => payments.LearnAsync(
                asked!, new(ChargeState.RequiresAction, NextAction: new("redirect", "https://bank.example/")), CancellationToken.None);
        });
        await AssertDueAsync("payments", begun.TransactionId, async () =>
        {
            var asked = await payments.ClaimAsync(begun.TransactionId, CancellationToken.None);
            return () => payments.PostponeAsync(asked!, TimeSpan.FromHours(1), CancellationToken.None);
        });

        var paid = Guid.Parse((await rig.PayAsync(Rig.Request())).TransactionId);
        var back = (await refunds.BeginAsync(new(paid, 500, "returned", Key: null), key: null, CancellationToken.None)).Refund!;
        await AssertDueAsync("refunds", paid, async () =>
        {
            var asked = await refunds.ClaimAsync(back.RefundId, CancellationToken.None);
            return () => refunds.LearnAsync(asked!, new(RefundState.Pending, "re_1"), CancellationToken.None);
        });
        await AssertDueAsync("refunds", paid, async () =>
        {
            var asked = await refunds.ClaimAsync(back.RefundId, CancellationToken.None);
            return () => refunds.PostponeAsync(asked!, TimeSpan.FromHours(1), CancellationToken.None);
        });
    }

    [Fact]
    public async Task A_declined_charge_that_is_captured_all_the_same_goes_back_once_and_stays_declined()
    {
        var request = Rig.Request("test_declined");
        var key = Rig.Key("order", request);
        await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request, key));
        var payment = (await rig.OnlyPaymentAsync(request.OrderId)).TransactionId;
        await Rig.ExecuteAsync(rig.Sandbox, "UPDATE charges SET status = 'captured'");
        await rig.StartWorkerAsync();
        foreach (var message in new[] { "1", "1", "2" })
        {
            await rig.Agent.Callbacks.AcceptAsync("sandbox", new(message, "charge.captured", payment), CancellationToken.None);
        }

        var returned = await rig.UntilAsync(request.OrderId, p => p.Refunded == 3998);

        Assert.Equal((PaymentStatus.Declined, 3998L, true), (returned.Status, returned.Captured, returned.Settled));
        Assert.Equal($"{payment}/late", await Rig.ReadAsync<string>(rig.Sandbox, "SELECT string_agg(key, ',') FROM refunds"));
        Assert.Equal("declined,captured,voided", await Rig.ReadAsync<string>(
            rig.Payments, "SELECT string_agg(type, ',' ORDER BY event_id) FROM payment_events"));
        await rig.AssertMoneyAddsUpAsync();
        foreach (var repeat in new[] { key, null })
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request, repeat));
            Assert.Equal(ErrorCodes.PaymentDeclined, refused.Code);
        }

        Assert.Equal(PaymentStatus.Captured, (await rig.PayAsync(request with { PaymentMethod = "credit_card", Key = "2" })).Status);
        await rig.AssertMoneyAddsUpAsync();
    }

    [Theory]
    [InlineData("UPDATE charges SET created_at = now()", true)]
    [InlineData("TRUNCATE charges, refunds", false)]
    public async Task A_message_about_a_declined_charge_has_the_provider_asked_and_charges_nothing(string atProvider, bool settled)
    {
        var request = Rig.Request("test_declined");
        await Assert.ThrowsAsync<ProblemException>(() => rig.PayAsync(request));
        var payment = (await rig.OnlyPaymentAsync(request.OrderId)).TransactionId;
        await Rig.ExecuteAsync(rig.Sandbox, atProvider);
        var charges = await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges");
        await rig.Agent.Callbacks.AcceptAsync("sandbox", new("1", "charge.declined", payment), CancellationToken.None);

        var asked = await rig.Agent.PaymentStore.ClaimAsync(payment, CancellationToken.None);
        var learned = await rig.Agent.Payments.AttemptAsync(asked!);

        Assert.Equal((PaymentStatus.Declined, 0L, settled), (learned.Status, learned.Captured, learned.Settled));
        Assert.Equal(charges, await Rig.ReadAsync<long>(rig.Sandbox, "SELECT count(*) FROM charges"));
        Assert.Equal(1, await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM payment_events"));
    }

    // Asked so often already that the next pause is long.
    private async Task AssertDueAsync(string table, Guid payment, Func<Task<Func<Task>>> ask)
    {
        await Rig.ExecuteAsync(
            rig.Payments, $"UPDATE {table} SET attempts = 1000, next_attempt_at = now() WHERE transaction_id = '{payment}'");
        var answer = await ask();
        await rig.Agent.Callbacks.AcceptAsync("stripe", new(Rig.NewId().ToString(), "news", payment), CancellationToken.None);
        await answer();
        Assert.True(await Rig.ReadAsync<bool>(
            rig.Payments, $"SELECT next_attempt_at <= now() FROM {table} WHERE transaction_id = '{payment}'"));
    }

    private async Task<(bool Ok, bool Accepted)> SendAsync(PaymentProvider provider, string name, byte[] body, string signature)
    {
        try
        {
            return (true, (await CallAsync(provider, name, body, signature)).Accepted);
        }
        catch (ProblemException exception) when (exception.Code == ErrorCodes.InvalidRequest)
        {
            return (false, false);
        }
    }

    private Task<ProviderEventReceipt> CallAsync(PaymentProvider provider, string name, byte[] body, string signature)
    {
        PaymentService service = new(
            null!, null!, null!, null!, null!, null!, rig.Agent.Callbacks, provider, null!, null!, null!, null!);
        return Anybody.CallAsync(service.HandleProviderEvent, new HandleProviderEventRequest
        {
            Provider = name,
            Body = ByteString.CopyFrom(body),
            Headers = { new ProviderHeader { Name = "stripe-SIGNATURE", Value = signature } },
        });
    }
}
