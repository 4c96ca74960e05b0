using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.PaymentAgent.Payments;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.PaymentAgent.Stripe;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Ecommerce.Testing.Stripe;

namespace Ecommerce.PaymentAgent.Tests.Stripe;

public sealed class StripeProviderTests(Rig rig) : IClassFixture<Rig>, IAsyncLifetime
{
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
    public async Task A_charge_is_one_payment_intent_that_carries_our_key_and_no_card()
    {
        var request = Rig.Request("pm_card_visa");
        var paid = await PayAsync(request);

        Assert.Equal(PaymentStatus.Captured, paid.Status);
        var intent = Assert.Single(_stripe.Books.Intents);
        Assert.Equal(("3998", "usd", $"{paid.TransactionId}/charge"),
            (intent["amount"]!.ToString(), intent["currency"]!.ToString(), intent["metadata"]!["key"]!.ToString()));
        Assert.Equal(["POST /v1/payment_intents"], _stripe.Requests);
        Assert.Equal(ScriptedStripe.Version, StripeClient.Version);
        Assert.Equal((string)intent["id"]!, (await OnlyAsync(request)).Reference);
        await AssertAddsUpAsync();
    }

    [Theory]
    [InlineData("pm_declined", ErrorCodes.PaymentDeclined)]
    [InlineData("pm_insufficient", ErrorCodes.InsufficientFunds)]
    public async Task A_declined_card_ends_the_intent_so_that_nobody_can_pay_it_later(string method, string code)
    {
        var refused = await Assert.ThrowsAsync<ProblemException>(() => PayAsync(Rig.Request(method)));
        Assert.Equal(code, refused.Code);
        Assert.Equal("canceled", (string?)Assert.Single(_stripe.Books.Intents)["status"]);
        await AssertAddsUpAsync();
    }

    [Theory]
    [InlineData("pm_missing")]
    [InlineData("credit_card")]
    [InlineData("tok_visa")]
    public async Task A_method_that_is_no_token_of_the_providers_is_declined_and_charges_nothing(string method)
    {
        Assert.Equal(ErrorCodes.PaymentDeclined, (await Assert.ThrowsAsync<ProblemException>(() => PayAsync(Rig.Request(method)))).Code);
        Assert.Empty(_stripe.Books.Intents);
        Assert.Equal(method == "pm_missing" ? 1 : 0, _stripe.Requests.Count);
    }

    [Theory]
    [InlineData(nameof(StripeFault.LostReply))]
    [InlineData(nameof(StripeFault.KeyInUse))]
    [InlineData(nameof(StripeFault.Unavailable))]
    [InlineData(nameof(StripeFault.FailedAfterwards))]
    [InlineData(nameof(StripeFault.Endless))]
    public async Task A_charge_without_an_answer_is_repeated_under_its_key_and_made_once(string fault)
    {
        _stripe.Faults.Enqueue(Enum.Parse<StripeFault>(fault));

        var paid = await PayAsync(Rig.Request("pm_card_visa"));

        Assert.Equal(PaymentStatus.Captured, paid.Status);
        Assert.Equal(3998, _stripe.Books.Taken);
        Assert.Single(_stripe.Books.Intents);
        await AssertAddsUpAsync();
    }

    [Fact]
    public async Task A_kept_failure_of_a_charge_that_the_search_does_not_know_yet_is_found_in_the_list()
    {
        for (var i = 0; i < 3; i++)
        {
            await PayAsync(Rig.Request("pm_card_visa"));
        }

        _stripe.Books.SearchLags = true;
        _stripe.Faults.Enqueue(StripeFault.FailedAfterwards);

        Assert.Equal(PaymentStatus.Captured, (await PayAsync(Rig.Request("pm_card_visa"))).Status);
        Assert.Equal(4 * 3998, _stripe.Books.Taken);
    }

    [Fact]
    public async Task A_provider_that_asks_for_a_pause_gets_it()
    {
        _stripe.Faults.Enqueue(StripeFault.RateLimited);
        var request = Rig.Request("pm_card_visa");

        var reply = await _agent.Payments.ProcessAsync(
            request, key: null, Rig.Now + TimeSpan.FromMilliseconds(700), CancellationToken.None);

        Assert.Equal(PaymentStatus.Pending, reply.Status);
        Assert.Single(_stripe.Requests);
        Assert.InRange(await Rig.ReadAsync<double>(
            rig.Payments, "SELECT extract(epoch FROM next_attempt_at - now())::float8 FROM payments"), 0.2, 2);
    }

    [Fact]
    public async Task An_inquiry_repeats_the_post_within_23_hours_and_searches_afterwards()
    {
        var (provider, now) = (_stripe.Provider(), Rig.Now);
        Charge young = new(Rig.NewId(), 500, "USD", "pm_card_visa", now - TimeSpan.FromHours(22));
        Assert.Equal(ChargeState.Captured, (await provider.InquireAsync(young, CancellationToken.None)).State);
        Assert.Equal(["POST /v1/payment_intents"], _stripe.Requests);

        _stripe.Requests.Clear();
        Charge old = new(Rig.NewId(), 500, "USD", "pm_card_visa", now - TimeSpan.FromHours(24));
        Assert.Equal(ChargeState.NotFound, (await provider.InquireAsync(old, CancellationToken.None)).State);
        var forgotten = young with { CreatedAt = old.CreatedAt };
        Assert.Equal(ChargeState.Captured, (await provider.InquireAsync(forgotten, CancellationToken.None)).State);
        Assert.All(_stripe.Requests, request => Assert.StartsWith("GET ", request, StringComparison.Ordinal));
        Assert.Equal(2, _stripe.Requests.Count(request => request.Contains("/search?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_charge_whose_key_stripe_has_forgotten_is_not_made_again()
    {
        var request = Rig.Request("pm_card_visa");
        var payment = (await _agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None)).Payment!;
        await Rig.ExecuteAsync(rig.Payments, "UPDATE payments SET created_at = now() - interval '24 h', next_attempt_at = now()");
        var asked = await _agent.PaymentStore.ClaimAsync(payment.TransactionId, CancellationToken.None);

        Assert.Equal(PaymentStatus.Pending, (await _agent.Payments.AttemptAsync(asked!)).Status);
        Assert.NotEmpty(_stripe.Requests);
        Assert.DoesNotContain(_stripe.Requests, sent => sent.StartsWith("POST", StringComparison.Ordinal));

        await Assert.ThrowsAsync<PaymentProviderException>(() => _stripe.Provider().ChargeAsync(asked!.Charge, CancellationToken.None));
        Assert.Empty(_stripe.Books.Intents);
    }

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(24, true)]
    [InlineData(24, false)]
    public async Task What_the_search_lacks_is_not_there_only_if_the_whole_list_or_a_search_that_is_done_lacks_it(
        double hours, bool searchFails)
    {
        var (provider, created) = (_stripe.Provider(), Rig.Now - TimeSpan.FromHours(hours));
        Charge charge = new(Rig.NewId(), 500, "USD", "pm_card_visa", created, Reference: null);
        Assert.Equal(ChargeState.NotFound, (await provider.CancelAsync(charge, CancellationToken.None)).State);

        for (var i = 0; i < 12; i++)
        {
            await PayAsync(Rig.Request("pm_card_visa"));
            _stripe.Books.Intents[i]["created"] = created.ToUnixTimeSeconds();
        }

        // An account without a search, or one that has none today.
        _stripe.Books.SearchFails = searchFails;
        Assert.Equal(ChargeState.NotFound, (await provider.CancelAsync(charge, CancellationToken.None)).State);
        if (searchFails)
        {
            await Assert.ThrowsAsync<PaymentProviderException>(() => provider.ReadBookAsync(charge, CancellationToken.None));
        }
        else
        {
            Assert.Equal(ChargeState.NotFound, (await provider.ReadBookAsync(charge, CancellationToken.None)).State);
        }
    }

    [Theory]
    [InlineData("pm_action", "succeeded", nameof(ChargeState.Captured))]
    [InlineData("pm_processing", "canceled", nameof(ChargeState.Declined))]
    [InlineData("pm_declined", "succeeded", nameof(ChargeState.Captured))]
    public async Task The_answer_that_stripe_keeps_for_a_key_is_old(string method, string since, string state)
    {
        var provider = _stripe.Provider();
        Charge charge = new(Rig.NewId(), 500, "USD", method, Rig.Now);
        _stripe.Faults.Enqueue(StripeFault.LostReply);
        await Assert.ThrowsAsync<PaymentProviderException>(() => provider.ChargeAsync(charge, CancellationToken.None));
        _stripe.Books.Change(Assert.Single(_stripe.Books.Intents), since);

        Assert.Equal(state, (await provider.InquireAsync(charge, CancellationToken.None)).State.ToString());
        Assert.Single(_stripe.Books.Intents);
    }

    [Fact]
    public async Task A_void_makes_no_charge_and_ends_one_that_waits_for_the_buyer()
    {
        var never = (await _agent.PaymentStore.BeginAsync(Rig.Request("pm_card_visa"), key: null, CancellationToken.None)).Payment!;
        Assert.Equal(ChargeState.NotFound, (await _stripe.Provider().CancelAsync(never.Charge, CancellationToken.None)).State);
        Assert.Empty(_stripe.Books.Intents);

        var request = Rig.Request("pm_action");
        var waiting = await PayAsync(request);
        Assert.Equal((PaymentStatus.RequiresAction, "https://hooks.stripe.example/act"), (waiting.Status, waiting.NextAction.Url));
        var voided = await _agent.Payments.VoidAsync(request.OrderId, "too late", Rig.Soon, CancellationToken.None);
        Assert.Equal((PaymentStatus.Voided, true), (voided!.Status, voided.Settled));
        Assert.Equal("canceled", (string?)Assert.Single(_stripe.Books.Intents)["status"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_capture_that_turns_up_after_the_void_is_refunded_once(bool searchLags)
    {
        _stripe.Books.SearchLags = searchLags;
        var request = Rig.Request("pm_card_visa");
        var payment = (await _agent.PaymentStore.BeginAsync(request, key: null, CancellationToken.None)).Payment!;
        var voided = await _agent.Payments.VoidAsync(request.OrderId, "cancelled", Rig.Soon, CancellationToken.None);
        Assert.Equal((PaymentStatus.Voided, 0L, false), (voided!.Status, voided.Captured, voided.Settled));

        // A process that was cut off before the void goes on only now.
        await _stripe.Provider().ChargeAsync(payment.Charge, CancellationToken.None);
        await rig.EndLeasesAsync();
        await rig.StartWorkerAsync(_stripe.Provider());
        await rig.UntilAsync(request.OrderId, p => p is { Captured: 3998, IsReturned: true });
        Assert.Equal($"{payment.TransactionId}/late", (string?)Assert.Single(_stripe.Books.Refunds)["metadata"]!["key"]);
        await AssertAddsUpAsync();
    }

    [Fact]
    public async Task The_books_say_what_stripe_has()
    {
        var paid = await PayAsync(Rig.Request("pm_card_visa"));
        await RefundAsync(paid.TransactionId, 1000);
        Charge charge = new(Guid.Parse(paid.TransactionId), 3998, "USD", "pm_card_visa", Rig.Now);
        Assert.Equal(new(ChargeState.Captured, 3998, 1000), await _stripe.Provider().ReadBookAsync(charge, CancellationToken.None));
        Assert.Equal(
            new(ChargeState.NotFound, 0, 0),
            await _stripe.Provider().ReadBookAsync(charge with { TransactionId = Rig.NewId() }, CancellationToken.None));
    }

    [Fact]
    public async Task No_secret_is_ever_logged()
    {
        RecordedLog log = new();
        Replica agent = new(rig, _stripe.Provider(logger: log.Of<StripeProvider>()), log);
        foreach (var fault in new[] { StripeFault.LostReply, StripeFault.Unavailable, StripeFault.FailedAfterwards })
        {
            _stripe.Faults.Enqueue(fault);
            await agent.Payments.ProcessAsync(Rig.Request("pm_card_visa"), key: null, Rig.Soon, CancellationToken.None);
        }

        await Assert.ThrowsAsync<ProblemException>(
            () => agent.Payments.ProcessAsync(Rig.Request("pm_declined"), key: null, Rig.Soon, CancellationToken.None));
        await File.WriteAllTextAsync(_stripe.Settings.StripeApiKeyFile, "sk_live_with a space");
        await agent.Payments.ProcessAsync(
            Rig.Request("pm_card_visa"), key: null, Rig.Now + TimeSpan.FromSeconds(1), CancellationToken.None);

        var text = string.Join('\n', log.Lines);
        Assert.Contains("unknown", text, StringComparison.Ordinal);
        Assert.All(
            ["sk_test", "sk_live", "Bearer", "pi_secret", "pm_card"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    private Task<Contracts.V1.Payment> PayAsync(PaymentRequest request) =>
        _agent.Payments.ProcessAsync(request, key: null, Rig.Soon, CancellationToken.None);

    private Task<Contracts.V1.Refund> RefundAsync(string transactionId, long amount) => _agent.Refunds.RefundAsync(
        new(Guid.Parse(transactionId), amount, "returned", Key: null), key: null, Rig.Soon, CancellationToken.None);

    private Task<PaymentAgent.Payments.Payment> OnlyAsync(PaymentRequest request) => rig.OnlyPaymentAsync(request.OrderId);

    private async Task AssertAddsUpAsync() => Assert.Equal(_stripe.Books.Taken, await rig.ShopBalanceAsync());
}
