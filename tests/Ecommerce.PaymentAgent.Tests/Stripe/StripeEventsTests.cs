using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Ecommerce.Testing.Stripe;

namespace Ecommerce.PaymentAgent.Tests.Stripe;

public sealed class StripeEventsTests(Rig rig) : IClassFixture<Rig>, IAsyncLifetime
{
    private const string Succeeded = "payment_intent.succeeded";

    private ScriptedStripe _stripe = null!;
    private Replica _agent = null!;

    public async ValueTask InitializeAsync()
    {
        await rig.StartAsync();
        _stripe = await ScriptedStripe.StartAsync();
        _agent = new(rig, _stripe.Provider());
    }

    public ValueTask DisposeAsync() => _stripe.DisposeAsync();

    [Fact]
    public async Task An_action_is_completed_by_its_message_after_the_reply_however_often_that_comes()
    {
        var request = Rig.Request("pm_action");
        Assert.Equal(PaymentStatus.RequiresAction, (await PayAsync(request)).Status);
        var intent = Assert.Single(_stripe.Books.Intents);
        _stripe.Books.Change(intent, "succeeded");
        // Long before the agent would ask by itself.
        await Rig.ExecuteAsync(rig.Payments, "UPDATE payments SET next_attempt_at = now() + interval '1 hour'");
        await rig.StartWorkerAsync(_stripe.Provider());

        var messages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DeliverAsync("evt_1", Succeeded, intent)));

        Assert.All(messages, Assert.True);
        await rig.UntilAsync(request.OrderId, p => p is { Status: PaymentStatus.Captured, Settled: true });
        Assert.Equal(1, await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM provider_events"));
        Assert.Equal("requires_action,captured", await Rig.ReadAsync<string>(
            rig.Payments, "SELECT string_agg(type, ',' ORDER BY event_id) FROM payment_events"));
        Assert.Equal(_stripe.Books.Taken, await rig.ShopBalanceAsync());
    }

    [Fact]
    public async Task A_message_that_comes_before_the_reply_settles_the_payment_and_the_reply_changes_nothing()
    {
        _stripe.Faults.Enqueue(StripeFault.Held);
        await rig.StartWorkerAsync(_stripe.Provider());
        var request = Rig.Request("pm_action");
        var paying = PayAsync(request);
        await Eventually.HoldsAsync(() => _stripe.Books.Intents.Count == 1, "Stripe has the charge");
        var intent = _stripe.Books.Intents[0];
        _stripe.Books.Change(intent, "succeeded");

        Assert.True(await DeliverAsync("evt_1", Succeeded, intent));
        await rig.UntilAsync(request.OrderId, p => p.Status == PaymentStatus.Captured);
        _stripe.Release();

        // What Stripe answered then said that the buyer has to act.
        Assert.Equal(PaymentStatus.Captured, (await paying).Status);
        Assert.Equal("captured", await Rig.ReadAsync<string>(rig.Payments, "SELECT string_agg(type, ',') FROM payment_events"));
        Assert.Single(_stripe.Books.Intents);
        Assert.Equal(_stripe.Books.Taken, await rig.ShopBalanceAsync());
    }

    [Fact]
    public async Task A_buyer_who_fails_the_action_is_declined()
    {
        var request = Rig.Request("pm_action");
        await PayAsync(request);
        var intent = Assert.Single(_stripe.Books.Intents);
        _stripe.Books.Change(intent, "requires_payment_method");
        await rig.StartWorkerAsync(_stripe.Provider());
        await DeliverAsync("evt_1", "payment_intent.payment_failed", intent);
        await rig.UntilAsync(request.OrderId, p => p.Status == PaymentStatus.Declined);
        Assert.Equal("canceled", (string?)intent["status"]);
    }

    [Fact]
    public async Task A_capture_that_is_told_long_after_the_void_is_still_refunded()
    {
        var request = Rig.Request("pm_card_visa");
        var payment = (await _agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None)).Payment!;
        await _agent.Payments.VoidAsync(request.OrderId, "cancelled", Rig.Soon, CancellationToken.None);
        await Rig.ExecuteAsync(rig.Payments, "UPDATE payments SET settled = true");
        await _stripe.Provider().ChargeAsync(payment.Charge, CancellationToken.None);
        await rig.StartWorkerAsync(_stripe.Provider());

        await DeliverAsync("evt_1", Succeeded, Assert.Single(_stripe.Books.Intents));

        await rig.UntilAsync(request.OrderId, p => p is { Captured: 3998, IsReturned: true });
        Assert.Equal((0, 0), (_stripe.Books.Taken, await rig.ShopBalanceAsync()));
    }

    [Fact]
    public async Task What_concerns_no_payment_is_ignored()
    {
        var paid = await PayAsync(Rig.Request("pm_card_visa"));
        var intent = Assert.Single(_stripe.Books.Intents);
        JsonObject foreign = new() { ["id"] = "pi_foreign", ["object"] = "payment_intent", ["metadata"] = new JsonObject() };
        JsonObject customer = new() { ["id"] = "cus_1", ["object"] = "customer", ["metadata"] = intent["metadata"]!.DeepClone() };
        Assert.False(await DeliverAsync("evt_1", Succeeded, foreign));
        Assert.False(await DeliverAsync("evt_2", "customer.created", customer));
        Assert.Equal(0, await Rig.ReadAsync<long>(rig.Payments, "SELECT count(*) FROM provider_events"));
        // One of a settled payment changes nothing.
        Assert.True(await DeliverAsync("evt_3", "payment_intent.processing", intent));
        Assert.True((await rig.OnlyPaymentAsync(Guid.Parse(paid.OrderId))).Settled);
    }

    [Fact]
    public async Task A_signature_counts_for_five_minutes_and_under_any_secret_in_use()
    {
        JsonObject item = new() { ["object"] = "payment_intent" };
        foreach (var skew in new[] { -299L, 0, 299 })
        {
            Assert.Equal("evt_1", (await _stripe.ReadAsync(ScriptedStripe.Message("evt_1", "x", item, skew: skew))).EventId);
        }

        var files = _stripe.Settings.StripeWebhookSecretFiles;
        var next = $"{files[0]}.next";
        await File.WriteAllTextAsync(next, "whsec_next");
        var both = _stripe.Settings with { StripeWebhookSecretFiles = [files[0], next] };
        foreach (var secret in new[] { ScriptedStripe.Secret, "whsec_next" })
        {
            await _stripe.ReadAsync(ScriptedStripe.Message("evt_1", "x", item, secret), both);
        }

        // Stripe signs with the old secret and the new one; the shop knows one of them.
        var (body, signature) = ScriptedStripe.Message("evt_1", "x", item);
        var seconds = signature[2..signature.IndexOf(',')];
        await _stripe.ReadAsync((body, $"t={seconds},v1={new string('0', 64)},v0=zz,{signature[(signature.IndexOf(',') + 1)..]}"));
        await _stripe.ReadAsync((body, $"{signature},v1={ScriptedStripe.Sign("whsec_next", seconds, body)}"));
    }

    public static TheoryData<string> Forgeries =>
    [
        "none", "another secret", "another body", "another time", "too old", "from the future", "not hex", "v0 only", "no time",
        "huge time",
    ];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_message_is_refused_and_changes_nothing(string forgery)
    {
        var request = Rig.Request("pm_action");
        await PayAsync(request);
        var intent = Assert.Single(_stripe.Books.Intents);
        await Rig.ExecuteAsync(rig.Payments, "UPDATE payments SET next_attempt_at = 'infinity'");
        var (body, signature) = ScriptedStripe.Message("evt_1", Succeeded, intent);
        var (time, v1) = (signature[..signature.IndexOf(',')], signature[(signature.IndexOf(',') + 1)..]);
        (byte[] Body, string Signature) forged = forgery switch
        {
            "none" => (body, ""),
            "another secret" => ScriptedStripe.Message("evt_1", Succeeded, intent, "whsec_other"),
            "another body" => ([.. body, (byte)' '], signature),
            "another time" => (body, $"t={long.Parse(time[2..]) + 1},{v1}"),
            "too old" => ScriptedStripe.Message("evt_1", Succeeded, intent, skew: -301),
            "from the future" => ScriptedStripe.Message("evt_1", Succeeded, intent, skew: 302),
            "not hex" => (body, $"{time},v1={new string('x', 64)}"),
            "v0 only" => (body, $"{time},v0={v1[3..]}"),
            "no time" => (body, v1),
            _ => (body, $"t={long.MaxValue},{v1}"),
        };

        var refused = await Assert.ThrowsAsync<ProblemException>(() => _stripe.ReadAsync(forged));

        Assert.Equal(ErrorCodes.InvalidRequest, refused.Code);
        Assert.True(await Rig.ReadAsync<bool>(rig.Payments, "SELECT next_attempt_at = 'infinity' FROM payments"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\": \"evt_1\"}")]
    [InlineData("{\"id\": 7, \"type\": \"x\"}")]
    [InlineData("{\"id\": \"evt_1\", \"type\": \"x\", ")]
    public async Task What_is_signed_and_no_event_is_refused(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var seconds = $"{Rig.Now.ToUnixTimeSeconds()}";
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => _stripe.ReadAsync((body, $"t={seconds},v1={ScriptedStripe.Sign(ScriptedStripe.Secret, seconds, body)}")));
        Assert.Equal(ErrorCodes.InvalidRequest, refused.Code);
    }

    [Fact]
    public async Task Old_messages_are_forgotten_as_new_ones_come()
    {
        await Rig.ExecuteAsync(rig.Payments,
            "INSERT INTO provider_events SELECT 'stripe', 'old' || n, 'x', now() - interval '31 days' FROM generate_series(1, 5) AS n");
        await PayAsync(Rig.Request("pm_card_visa"));
        for (var i = 0; i < 3; i++)
        {
            await DeliverAsync($"evt_{i}", Succeeded, _stripe.Books.Intents[0]);
        }

        Assert.Equal("evt_0,evt_1,evt_2", await Rig.ReadAsync<string>(
            rig.Payments, "SELECT string_agg(event_id, ',' ORDER BY event_id) FROM provider_events"));
    }

    private Task<Contracts.V1.Payment> PayAsync(PaymentRequest request) =>
        _agent.Payments.ProcessAsync(request, key: null, Rig.Soon, CancellationToken.None);

    private async Task<bool> DeliverAsync(string id, string type, JsonObject item) => await _agent.Callbacks.AcceptAsync(
        "stripe", await _stripe.ReadAsync(ScriptedStripe.Message(id, type, item)), CancellationToken.None);
}
