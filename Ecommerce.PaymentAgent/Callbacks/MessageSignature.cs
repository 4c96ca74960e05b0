using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Errors;

namespace Ecommerce.PaymentAgent.Callbacks;

/// <summary>
/// The signature of a provider's message, as Stripe has it: a time <c>t</c> and, as <c>v1</c>, HMAC-SHA256 of <c>t.body</c> under a secret.
/// While a secret is being changed, the provider signs with both, and the shop may know both.
/// </summary>
internal static class MessageSignature
{
    private const int MaxSignatures = 16;

    // How far the signature's time may be from ours: an old message cannot be sent again.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Refuses a message that was not signed with one of the secrets a short time ago.</summary>
    /// <exception cref="ProblemException"><c>invalid_request</c>.</exception>
    public static void Verify(string header, ReadOnlySpan<byte> body, IReadOnlyList<byte[]> secrets, DateTimeOffset now)
    {
        if (!IsValid(header, body, secrets, now))
        {
            throw new ProblemException(ErrorCodes.InvalidRequest, "The message has no valid signature of the provider.");
        }
    }

    private static bool IsValid(string header, ReadOnlySpan<byte> body, IReadOnlyList<byte[]> secrets, DateTimeOffset now)
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
            || Int128.Abs((Int128)now.ToUnixTimeSeconds() - seconds) > (long)Tolerance.TotalSeconds)
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
        return hex.Length == 2 * bytes.Length && Convert.FromHexString(hex, bytes, out _, out _) == OperationStatus.Done ? bytes : null;
    }
}
