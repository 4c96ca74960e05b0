using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>
/// Stripe: a charge is a PaymentIntent that is confirmed as it is created. Repeating a POST under its key is safe for 24 hours and gives
/// the answer of the first, which may be old; so whatever was answered before is read anew by Stripe's own name for it. Later the object is
/// looked for by our key in its metadata.
/// </summary>
internal sealed class StripeProvider(
    StripeClient stripe, StripeEvents events, PaymentSettings settings, TimeProvider time, ILogger<StripeProvider> logger)
    : PaymentProvider
{
    private const string MethodPrefix = "pm_";

    // Stripe forgets a key after 24 hours.
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(23);

    private readonly StripeLookup _lookup = new(stripe, time);

    public override string Name => "stripe";

    public override IReadOnlyList<string> Methods => [];

    public override IReadOnlyList<string> MethodPrefixes { get; } = [MethodPrefix];

    public override async Task<ChargeOutcome> ChargeAsync(Charge charge, CancellationToken cancellationToken)
    {
        if (!charge.PaymentMethod.StartsWith(MethodPrefix, StringComparison.Ordinal)
            || !StripeMoney.TryConvert(charge.Amount, charge.Currency, out var amount))
        {
            Log.NotForStripe(logger, charge.Key, charge.Currency);
            return Declined(code: null);
        }

        if (!IsFresh(charge.CreatedAt))
        {
            throw new PaymentProviderException($"Stripe has forgotten {charge.Key} and would charge anew what it may have charged.");
        }

        var form = StripeForms.Of(charge, amount, settings.StripeReturnUrl);
        var answer = await stripe.PostAsync("payment_intents", charge.Key, form, cancellationToken);
        return answer switch
        {
            { Status: >= 500 } => await FindAsync(charge, partly: true, cancellationToken) is { } found
                ? await JudgeAsync(charge, found, cancellationToken)
                : throw new PaymentProviderException("Stripe failed to make the charge, and may have made it."),
            { IsOk: false } => await RefusedAsync(charge, answer, cancellationToken),
            _ => await JudgeAsync(charge, answer.Body, answer.IsReplay, cancellationToken),
        };
    }

    public override async Task<ChargeOutcome> InquireAsync(Charge charge, CancellationToken cancellationToken)
    {
        if (charge.Reference is null && IsFresh(charge.CreatedAt))
        {
            return await ChargeAsync(charge, cancellationToken);
        }

        return await FindAsync(charge, partly: false, cancellationToken) is { } intent
            ? await JudgeAsync(charge, intent, cancellationToken)
            : new(ChargeState.NotFound);
    }

    public override async Task<ChargeOutcome> CancelAsync(Charge charge, CancellationToken cancellationToken)
    {
        // It is not charged whatever comes of this, and looked for again later.
        if (await FindAsync(charge, partly: true, cancellationToken) is not { } intent)
        {
            return new(ChargeState.NotFound);
        }

        return intent.Text("status") == "requires_action"
            ? await EndAsync(charge, intent, cancellationToken)
            : await JudgeAsync(charge, intent, cancellationToken);
    }

    public override async Task<RefundOutcome> RefundAsync(ChargeRefund refund, CancellationToken cancellationToken)
    {
        if (refund.Reference is { } known)
        {
            return Judge(await stripe.ReadAsync($"refunds/{Uri.EscapeDataString(known)}", cancellationToken));
        }

        if (await NameAsync(refund.Charge, cancellationToken) is not { } intent
            || !StripeMoney.TryConvert(refund.Amount, refund.Charge.Currency, out var amount))
        {
            Log.NotForStripe(logger, refund.Key, refund.Charge.Currency);
            return new(RefundState.Refused);
        }

        if (!IsFresh(refund.CreatedAt) && await _lookup.FindRefundAsync(intent, refund.Key, cancellationToken) is { } earlier)
        {
            return Judge(earlier);
        }

        var answer = await stripe.PostAsync("refunds", refund.Key, StripeForms.Of(refund, intent, amount), cancellationToken);
        return answer switch
        {
            { Status: >= 500 } => await _lookup.FindRefundAsync(intent, refund.Key, cancellationToken) is { } found
                ? Judge(found)
                : throw new PaymentProviderException("Stripe failed to make the refund, and may have made it."),
            { IsOk: false } => Refused(refund, answer),
            { IsReplay: true } => Judge(await stripe.ReadAsync($"refunds/{Uri.EscapeDataString(Id(answer.Body))}", cancellationToken)),
            _ => Judge(answer.Body),
        };
    }

    public override async Task<ChargeBook> ReadBookAsync(Charge charge, CancellationToken cancellationToken)
    {
        if (await NameAsync(charge, cancellationToken) is not { } name)
        {
            return new(ChargeState.NotFound, Captured: 0, Refunded: 0);
        }

        var intent = await stripe.ReadAsync($"payment_intents/{Uri.EscapeDataString(name)}?expand[]=latest_charge", cancellationToken);
        var state = intent.Text("status") switch
        {
            "succeeded" => ChargeState.Captured,
            "processing" => ChargeState.Processing,
            "requires_action" => ChargeState.RequiresAction,
            _ => ChargeState.Declined,
        };
        return new(
            state, StripeMoney.ToMinor(intent.Number("amount_received"), charge.Currency),
            StripeMoney.ToMinor(intent.Object("latest_charge").Number("amount_refunded"), charge.Currency));
    }

    public override Task<ProviderEvent> ReadEventAsync(
        IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        events.ReadAsync(headers, body, cancellationToken);

    private async Task<string?> NameAsync(Charge charge, CancellationToken cancellationToken) =>
        charge.Reference ?? (await _lookup.FindAsync(charge, partly: false, cancellationToken) is { } intent ? Id(intent) : null);

    private async Task<JsonElement?> FindAsync(Charge charge, bool partly, CancellationToken cancellationToken) =>
        charge.Reference is { } name
            ? await ReadIntentAsync(name, cancellationToken)
            : await _lookup.FindAsync(charge, partly, cancellationToken);

    private Task<JsonElement> ReadIntentAsync(string name, CancellationToken cancellationToken) =>
        stripe.ReadAsync($"payment_intents/{Uri.EscapeDataString(name)}", cancellationToken);

    private async Task<ChargeOutcome> JudgeAsync(Charge charge, JsonElement intent, bool isOld, CancellationToken cancellationToken) =>
        await JudgeAsync(charge, isOld ? await ReadIntentAsync(Id(intent), cancellationToken) : intent, cancellationToken);

    private async Task<ChargeOutcome> JudgeAsync(Charge charge, JsonElement intent, CancellationToken cancellationToken)
    {
        var name = Id(intent);
        switch (intent.Text("status"))
        {
            case "succeeded":
                var taken = StripeMoney.ToMinor(intent.Number("amount_received"), charge.Currency);
                return taken == charge.Amount
                    ? new(ChargeState.Captured, Reference: name)
                    : throw new PaymentProviderException($"{name} took another amount than was asked for.");
            case "processing":
                return new(ChargeState.Processing, Reference: name);
            case "requires_action":
                var action = intent.Object("next_action");
                return new(
                    ChargeState.RequiresAction,
                    NextAction: new("redirect", action.Object("redirect_to_url").Text("url") ?? ""),
                    Reference: name);
            case "canceled":
                return Declined(intent.Object("last_payment_error").Text("decline_code")) with { Reference = name };
            default:
                // Whoever has the buyer's part of its secret could still pay it: a decline is final only once it is canceled.
                return await EndAsync(charge, intent, cancellationToken);
        }
    }

    private async Task<ChargeOutcome> EndAsync(Charge charge, JsonElement intent, CancellationToken cancellationToken)
    {
        var path = $"payment_intents/{Uri.EscapeDataString(Id(intent))}";
        // Canceling twice is harmless, and an answer that is kept under a key would not be.
        var key = $"{charge.Key}/cancel/{Guid.CreateVersion7(time.GetUtcNow())}";
        await stripe.PostAsync($"{path}/cancel", key, [new("cancellation_reason", "abandoned")], cancellationToken);
        var ended = await stripe.ReadAsync(path, cancellationToken);
        return ended.Text("status") is "succeeded" or "processing" or "canceled"
            ? await JudgeAsync(charge, ended, cancellationToken)
            : throw new PaymentProviderException($"{Id(intent)} could not be canceled.");
    }

    // The request was refused as such, or the card was.
    private async Task<ChargeOutcome> RefusedAsync(Charge charge, StripeAnswer answer, CancellationToken cancellationToken)
    {
        var error = Explain(charge.Key, answer);
        return error.Object("payment_intent") is { ValueKind: JsonValueKind.Object } intent
            ? await JudgeAsync(charge, intent, answer.IsReplay, cancellationToken)
            : Declined(error.Text("decline_code"));
    }

    private RefundOutcome Refused(ChargeRefund refund, StripeAnswer answer)
    {
        Explain(refund.Key, answer);
        return new(RefundState.Refused);
    }

    // Its message is for people and may quote the request; the codes are enough.
    private JsonElement Explain(string key, StripeAnswer answer)
    {
        var error = answer.Error;
        if (error.Text("type") is not ("card_error" or "invalid_request_error"))
        {
            throw new PaymentProviderException($"Stripe refused {key} with {answer.Status} {error.Text("type")}: it remains unknown.");
        }

        Log.StripeRefused(logger, key, answer.Status, error.Text("code") ?? error.Text("type") ?? "", error.Text("param") ?? "");
        return error;
    }

    private static ChargeOutcome Declined(string? code) => new(
        ChargeState.Declined, code == ErrorCodes.InsufficientFunds ? ErrorCodes.InsufficientFunds : ErrorCodes.PaymentDeclined);

    private static RefundOutcome Judge(JsonElement refund) => refund.Text("status") switch
    {
        "succeeded" => new(RefundState.Succeeded, Id(refund)),
        "pending" or "requires_action" => new(RefundState.Pending, Id(refund)),
        "failed" or "canceled" => new(RefundState.Refused),
        var status => throw new PaymentProviderException($"A refund of Stripe is {status}, which this version does not know."),
    };

    private static string Id(JsonElement item) =>
        item.Text("id") is { Length: > 0 } id ? id : throw new PaymentProviderException("Stripe answered with an object that has no ID.");

    private bool IsFresh(DateTimeOffset created) => time.GetUtcNow() - created < KeyLifetime;
}
