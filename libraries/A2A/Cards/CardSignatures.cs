using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using A2A.Json;
using A2A.V1;

namespace A2A.Cards;

/// <summary>
/// Signatures of agent cards (A2A 8.4): JWS (RFC 7515) over the card in canonical form (RFC 8785), without its signatures and without
/// fields at their defaults, unless they are required.
/// </summary>
public static class CardSignatures
{
    // Of the longest JWS with a chain of certificates.
    private const int MaxHeaderLength = 64 << 10;
    private const int MaxSignatures = 10;

    /// <summary>Adds a signature to a card.</summary>
    /// <param name="card">The card; what is changed in it afterwards, signatures apart, makes them invalid.</param>
    /// <param name="key">A private key: ECDSA on P-256, P-384 or P-521 (ES256, ES384, ES512), or RSA (RS256).</param>
    /// <param name="keyId">By which a verifier finds the key.</param>
    /// <param name="certificates">The key's certificate and those that lead to a root that verifiers know, for <c>x5c</c>.</param>
    /// <exception cref="ArgumentException">It is a key of another kind.</exception>
    public static void Sign(
        AgentCard card, AsymmetricAlgorithm key, string keyId, IReadOnlyList<X509Certificate2>? certificates = null)
    {
        var algorithm = SignatureAlgorithm.Of(key) ?? throw new ArgumentException("Cards are signed with ECDSA or RSA.", nameof(key));
        var header = Base64Url.EncodeToString(A2AJson.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("alg", algorithm.Name);
            writer.WriteString("typ", "JOSE");
            writer.WriteString("kid", keyId);
            if (certificates is { Count: > 0 })
            {
                writer.WriteStartArray("x5c");
                foreach (var certificate in certificates)
                {
                    writer.WriteBase64StringValue(certificate.RawDataMemory.Span);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }));
        var signature = algorithm.Sign(key, SigningInput(header, card));
        card.Signatures.Add(new AgentCardSignature { Protected = header, Signature = Base64Url.EncodeToString(signature) });
    }

    /// <summary>
    /// Verifies a card. What a signature says of its key (<c>kid</c>, <c>jku</c>, <c>x5c</c>) is the signer's word: only
    /// <paramref name="resolveKey"/> makes it trusted, by what it knows of the agent already.
    /// </summary>
    /// <param name="card">As it was received.</param>
    /// <param name="resolveKey">The trusted public key of a signature, or null if it knows none. Keys that have expired are none.</param>
    /// <param name="cancellationToken">Ends the waiting for keys.</param>
    /// <returns>The signatures whose keys are known; at least one.</returns>
    /// <exception cref="CardSignatureException">
    /// No signature has a known key, or one that has does not fit the card: a card that was changed, or signed by someone else.
    /// </exception>
    public static async Task<IReadOnlyList<CardSignatureHeader>> VerifyAsync(
        AgentCard card, Func<CardSignatureHeader, CancellationToken, ValueTask<AsymmetricAlgorithm?>> resolveKey,
        CancellationToken cancellationToken)
    {
        if (card.Signatures.Count is 0 or > MaxSignatures)
        {
            throw new CardSignatureException($"The card has no signature, or more than {MaxSignatures}.");
        }

        List<CardSignatureHeader> verified = [];
        foreach (var signature in card.Signatures)
        {
            var header = ReadHeader(signature.Protected);
            if (await resolveKey(header, cancellationToken) is not { } key)
            {
                continue;
            }

            // The key decides the algorithm's family, never the header alone.
            if (SignatureAlgorithm.Of(header.Algorithm, key) is not { } algorithm
                || !algorithm.Verify(key, SigningInput(signature.Protected, card), Decode(signature.Signature)))
            {
                throw new CardSignatureException($"The signature of the key {header.KeyId} does not fit the card.");
            }

            verified.Add(header);
        }

        return verified.Count > 0 ? verified : throw new CardSignatureException("The card is signed by no known key.");
    }

    /// <summary>What is signed: the card in canonical form.</summary>
    internal static byte[] CanonicalForm(AgentCard card)
    {
        var unsigned = card.Clone();
        unsigned.Signatures.Clear();
        using var document = A2AJson.ParseDocument(A2AJson.FormatUtf8(unsigned));
        return CanonicalJson.Format(document.RootElement);
    }

    private static byte[] SigningInput(string header, AgentCard card) =>
        Encoding.ASCII.GetBytes($"{header}.{Base64Url.EncodeToString(CanonicalForm(card))}");

    private static CardSignatureHeader ReadHeader(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Decode(text), A2AJson.ReaderOptions);
            var header = document.RootElement;
            // RFC 7515 4.1.11: what is critical and not understood makes a signature invalid.
            if (header.TryGetProperty("crit", out _))
            {
                throw new CardSignatureException("A signature has critical parameters that are not known.");
            }

            return new(
                header.GetProperty("alg").GetString() ?? "",
                header.TryGetProperty("kid", out var keyId) ? keyId.GetString() : null,
                header.TryGetProperty("jku", out var keys) ? keys.GetString() : null,
                header.TryGetProperty("x5c", out var chain) ? [.. chain.EnumerateArray().Select(item => item.GetBytesFromBase64())] : []);
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CardSignatureException("A signature's header is not valid.", exception);
        }
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return text.Length <= MaxHeaderLength ? Base64Url.DecodeFromChars(text) : throw new FormatException();
        }
        catch (FormatException exception)
        {
            throw new CardSignatureException("A signature is not valid base64url.", exception);
        }
    }
}
