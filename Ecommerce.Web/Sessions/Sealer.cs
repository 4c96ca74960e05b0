using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ecommerce.Web.Sessions;

/// <summary>
/// Seals what a browser keeps for this process, so that nobody reads or changes it: AES-256-GCM, with a key for each purpose (RFC 5869), so
/// that what was sealed as one thing is not opened as another.
/// </summary>
public sealed class Sealer
{
    /// <summary>How many bytes the key has.</summary>
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    // No page shows it, so that nothing but what JSON itself needs is escaped.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _key;

    /// <summary>Seals with that key.</summary>
    public Sealer(byte[] key) => _key = key;

    /// <summary>Seals something, in base64url.</summary>
    /// <param name="purpose">What for, with whom it is bound to.</param>
    /// <param name="value">What.</param>
    /// <param name="type">How it is written.</param>
    public string Seal<T>(string purpose, T value, JsonTypeInfo<T> type)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Compact))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        var plain = json.GetBuffer().AsSpan(0, (int)json.Length);
        var bytes = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        using var aes = new AesGcm(Derive(purpose), TagLength);
        aes.Encrypt(bytes.AsSpan(0, NonceLength), plain, bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Opens what <see cref="Seal"/> made for the same purpose; the default if it is anything else.</summary>
    public T? Open<T>(string purpose, string? text, JsonTypeInfo<T> type)
        where T : class
    {
        if (text is null || !Base64Url.IsValid(text, out var length) || length < NonceLength + TagLength)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        var plain = new byte[bytes.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(Derive(purpose), TagLength);
            aes.Decrypt(bytes.AsSpan(0, NonceLength), bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength), plain);
            return JsonSerializer.Deserialize(plain, type);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A token that only this process can make of a text.</summary>
    public string TokenOf(string purpose, string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Derive(purpose), Encoding.UTF8.GetBytes(text)));

    private byte[] Derive(string purpose)
    {
        var key = new byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, key, salt: [], info: Encoding.UTF8.GetBytes(purpose));
        return key;
    }
}
