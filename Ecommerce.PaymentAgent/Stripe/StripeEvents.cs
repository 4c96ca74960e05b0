using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.PaymentAgent.Provider;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Stripe;

/// <summary>
/// Stripe's webhooks: the header <c>Stripe-Signature</c> carries a time <c>t</c> and, as <c>v1</c>, HMAC-SHA256 of <c>t.body</c> under a
/// secret of the endpoint. While a secret is being changed, Stripe signs with both, and the shop may know both.
/// </summary>
internal sealed class StripeEvents(PaymentSettings settings, TimeProvider time)
{
    private const string SignatureHeader = "stripe-signature";
    private const int MaxSignatures = 16;
    private const int MaxDepth = 32;

    // How far the signature's time may be from ours: an old message cannot be sent again.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

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

        if (!IsSigned(headers.GetValueOrDefault(SignatureHeader, ""), body.Span, secrets))
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "The message has no valid signature of the provider.");
        }

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

    private bool IsSigned(string header, ReadOnlySpan<byte> body, IReadOnlyList<byte[]> secrets)
    {
        string? signed = null;
        List<byte[]> signatures = [];
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal))
            {
                signed ??= part[2..];
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && signatures.Count < MaxSignatures
                && Bytes(part[3..]) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        if (!long.TryParse(signed, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Int128.Abs((Int128)time.GetUtcNow().ToUnixTimeSeconds() - seconds) > (long)Tolerance.TotalSeconds)
        {
            return false;
        }

        var text = (byte[])[.. Encoding.ASCII.GetBytes($"{signed}."), .. body];
        var matches = false;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(secret, text);
            foreach (var signature in signatures)
            {
                // Each is compared in the same time, and all of them are.
                matches |= CryptographicOperations.FixedTimeEquals(expected, signature);
            }
        }

        return matches;
    }

    private static byte[]? Bytes(string hex)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return hex.Length == 2 * bytes.Length && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done
            ? bytes
            : null;
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
