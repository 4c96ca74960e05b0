using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.Contracts.V1;
using Google.Protobuf;

namespace Ecommerce.Gateway.BrowserSessions;

/// <summary>
/// The cookie of a browser's session: 256 random bits. All that the session needs is derived from them (RFC 5869), so that the gateway's
/// database without the cookie is of no use: where the session is kept, the key of its tokens, and the token against forged requests.
/// </summary>
internal sealed class SessionCookie
{
    /// <summary>Its name: a browser sends it over TLS alone and to the host that set it (RFC 6265bis, 4.1.3.2).</summary>
    public const string Name = "__Host-session";

    /// <summary>The header that repeats <see cref="CsrfToken"/>.</summary>
    public const string CsrfHeader = "X-CSRF-Token";

    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _secret;

    private SessionCookie(byte[] secret) => _secret = secret;

    /// <summary>SHA-256 of the cookie, under which its session is kept.</summary>
    public byte[] Hash => SHA256.HashData(_secret);

    /// <summary>What a page sends in <see cref="CsrfHeader"/> with each request that changes something.</summary>
    public string CsrfToken => Base64Url.EncodeToString(Derive("csrf"u8));

    /// <summary>A new session's.</summary>
    public static SessionCookie Create() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out SessionCookie? cookie)
    {
        cookie = text.Length == Base64Url.GetEncodedLength(Length) && Base64Url.IsValid(text, out var length) && length == Length
            ? new(Base64Url.DecodeFromChars(text)) : null;
        return cookie is not null;
    }

    /// <summary>Whether a header holds this session's token; it takes as long whatever it holds.</summary>
    public bool IsMyCsrfToken(string? header) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header ?? ""), Encoding.UTF8.GetBytes(CsrfToken));

    /// <summary>Encrypts the session's tokens: nonce, tag, AES-256-GCM.</summary>
    public byte[] Seal(SessionTokens tokens)
    {
        var plain = tokens.ToByteArray();
        var sealedTokens = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedTokens.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive("tokens"u8), TagLength);
        aes.Encrypt(nonce, plain, sealedTokens.AsSpan(NonceLength + TagLength), sealedTokens.AsSpan(NonceLength, TagLength), Hash);
        return sealedTokens;
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">It is another session's, or was changed.</exception>
    public SessionTokens Open(byte[] sealedTokens)
    {
        var plain = new byte[Math.Max(0, sealedTokens.Length - NonceLength - TagLength)];
        using var aes = new AesGcm(Derive("tokens"u8), TagLength);
        aes.Decrypt(
            sealedTokens.AsSpan(0, NonceLength), sealedTokens.AsSpan(NonceLength + TagLength),
            sealedTokens.AsSpan(NonceLength, TagLength), plain, Hash);
        return SessionTokens.Parser.ParseFrom(plain);
    }

    /// <summary>Has the browser keep it, until it is closed.</summary>
    public void SetOn(HttpResponse response) => response.Cookies.Append(Name, ToString(), Options());

    /// <summary>Has the browser forget it.</summary>
    public static void ClearOn(HttpResponse response) => response.Cookies.Delete(Name, Options());

    /// <summary>The cookie's value, in base64url.</summary>
    public override string ToString() => Base64Url.EncodeToString(_secret);

    private static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/" };

    private byte[] Derive(ReadOnlySpan<byte> purpose)
    {
        var key = new byte[Length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, key, salt: [], info: purpose);
        return key;
    }
}
