using System.Text;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.PaymentAgent.Callbacks;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>
/// Stripe's webhooks: the header <c>Stripe-Signature</c> carries a <see cref="MessageSignature"/> under a secret of the endpoint.
/// </summary>
internal sealed class StripeEvents(PaymentSettings settings, TimeProvider time)
{
    private const string SignatureHeader = "stripe-signature";
    private const int MaxDepth = 32;

    /// <summary>Verifies and reads a message.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>; <c>not_found</c>: no secret is configured.</exception>
    public async Task<ProviderEvent> ReadAsync(
        IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (settings.StripeWebhookSecretFiles.Count == 0)
        {
            throw ProblemException.NotFound("provider of callbacks", "provider");
        }

        List<byte[]> secrets = [];
        foreach (var file in settings.StripeWebhookSecretFiles)
        {
            secrets.Add(Encoding.UTF8.GetBytes(StripeSecrets.Check(await File.ReadAllTextAsync(file, cancellationToken))));
        }

        MessageSignature.Verify(headers.GetValueOrDefault(SignatureHeader, ""), body.Span, secrets, time.GetUtcNow());
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = MaxDepth });
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Unreadable(exception);
        }
    }

    private static ProviderEvent Read(JsonElement message)
    {
        var (id, type, item) = (message.Text("id"), message.Text("type"), message.Object("data").Object("object"));
        if (id is not { Length: > 0 and <= 255 } || type is not { Length: > 0 and <= 255 })
        {
            throw Unreadable(exception: null);
        }

        var metadata = item.Object("metadata");
        if (!Guid.TryParseExact(metadata.Text("transaction_id"), "D", out var transaction)
            || metadata.Text("key")?.StartsWith($"{transaction}/", StringComparison.Ordinal) != true)
        {
            return new(id, type);
        }

        return (item.Text("object"), type) switch
        {
            ("payment_intent", _) => new(id, type, transaction, ChargeReference: item.Text("id")),
            ("refund", "refund.failed") => new(id, type, transaction, FailedRefund: item.Text("id")),
            ("refund", _) => new(id, type, transaction),
            _ => new(id, type),
        };
    }

    private static ProblemException Unreadable(Exception? exception) =>
        new(ErrorCodes.InvalidRequest, "The message is not an event of the provider.", inner: exception);
}
