using System.Net.Http.Headers;
using Ecommerce.Contracts;
using Ecommerce.Testing;
using Ecommerce.Testing.Stripe;

namespace Ecommerce.SystemTests;

/// <summary>A shop whose payments Stripe takes.</summary>
public sealed class StripeShop : ShopFixture
{
    internal ScriptedStripe Stripe { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Stripe = await ScriptedStripe.StartAsync();
        AgentVariables["AGENTWEAVE_PAYMENTS_PROVIDER"] = "stripe";
        AgentVariables["AGENTWEAVE_PAYMENTS_STRIPE_API_KEY_FILE"] = Stripe.Settings.StripeApiKeyFile;
        AgentVariables["AGENTWEAVE_PAYMENTS_STRIPE_WEBHOOK_SECRET_FILES"] = Stripe.Settings.StripeWebhookSecretFiles[0];
        AgentVariables["AGENTWEAVE_PAYMENTS_STRIPE_RETURN_URL"] = Stripe.Settings.StripeReturnUrl;
        AgentVariables["AGENTWEAVE_PAYMENTS_STRIPE_ENDPOINT"] = Stripe.Settings.StripeEndpoint;
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}

/// <summary>Orders that are paid by Stripe, through every agent and the public door.</summary>
[Trait("Form", "long")]
public sealed class StripeTests(StripeShop shop) : IClassFixture<StripeShop>
{
    [Fact]
    public async Task An_order_is_paid_by_a_token_and_given_back_when_it_is_cancelled()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var taken = shop.Stripe.Books.Taken;
        var refused = await shop.OrderAsync(user, sku, method: "credit_card");
        Assert.Contains("must be one of pm_", refused.Error!.ToJsonString(), StringComparison.Ordinal);

        var order = (await shop.OrderAsync(user, sku, method: "pm_card_visa")).Completed;
        Assert.Equal("confirmed", (string?)order["status"]);
        Assert.Equal(taken + 1999, shop.Stripe.Books.Taken);

        Assert.Equal("refunded", (string?)(await shop.RouteAsync(
            AgentNames.Order, "cancel_order", $$"""{"order_id": "{{order["order_id"]}}"}""")).Completed["status"]);
        Assert.Equal(taken, shop.Stripe.Books.Taken);
    }

    [Fact]
    public async Task A_buyer_who_confirms_at_the_bank_has_the_order_by_stripes_message()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var order = (await shop.OrderAsync(user, sku, method: "pm_action")).Completed;
        Assert.Equal("pending", (string?)order["status"]);
        var intent = shop.Stripe.Books.Intents.Single(
            intent => (string?)intent["metadata"]!["transaction_id"] == (string?)order["transaction_id"]);
        var (forged, _) = ScriptedStripe.Message("evt_1", "payment_intent.succeeded", intent, "whsec_other");
        (await DeliverAsync((forged, ""))).Problem(400, "invalid_request");

        shop.Stripe.Books.Change(intent, "succeeded");
        var message = ScriptedStripe.Message("evt_2", "payment_intent.succeeded", intent);
        for (var i = 0; i < 2; i++)
        {
            var answer = await DeliverAsync(message);
            Assert.Equal((200, """{"accepted":true}"""), (answer.Status, answer.Body));
        }

        await shop.UntilPhaseAsync((string)order["order_id"]!, "confirmed");
        Assert.Equal((9L, 0L, 1L), await shop.StockAsync(sku));
    }

    [Fact]
    public async Task A_payment_agent_that_is_killed_before_stripes_answer_arrives_charges_once()
    {
        var (user, sku) = (await shop.NewUserAsync(), await shop.NewProductAsync(1999, 10));
        var taken = shop.Stripe.Books.Taken;
        shop.Stripe.Faults.Enqueue(StripeFault.Held);
        var ordering = shop.OrderAsync(user, sku, method: "pm_card_visa");
        await Eventually.HoldsAsync(() => shop.Stripe.Books.Taken == taken + 1999, "Stripe has the charge");
        shop.Kill(AgentNames.Payment);
        await ordering;
        shop.Stripe.Release();

        var (orderId, _) = Assert.Single(await shop.OrdersOfAsync(user));
        await shop.UntilPhaseAsync(orderId, "confirmed");
        Assert.Equal(taken + 1999, shop.Stripe.Books.Taken);
    }

    private async Task<RestAnswer> DeliverAsync((byte[] Body, string Signature) message)
    {
        using var content = new ByteArrayContent(message.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return await shop.Public.SendAsync("POST", "/api/v1/payments/callbacks/stripe", content, ("Stripe-Signature", message.Signature));
    }
}
