using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Ecommerce.UserAgent.Sessions;

/// <summary>
/// A refresh token (RFC 9700, 4.14): the session, a secret that all tokens of the session share, and one of its own. So a token of a known
/// session that is not its last one is known to have been used before, without a row for each, and cannot be made up.
/// </summary>
internal sealed class RefreshToken
{
    private const int IdBytes = 16;
    private const int FamilyBytes = 16;
    private const int SecretBytes = 32;
    private const int Length = IdBytes + FamilyBytes + SecretBytes;

    private readonly byte[] _bytes;

    private RefreshToken(byte[] bytes) => _bytes = bytes;

    /// <summary>Whose token it is.</summary>
    public Guid SessionId => new(_bytes.AsSpan(0, IdBytes), bigEndian: true);

    /// <summary>SHA-256 of what the session's tokens share.</summary>
    public byte[] FamilyHash => SHA256.HashData(_bytes.AsSpan(0, IdBytes + FamilyBytes));

    /// <summary>SHA-256 of the token.</summary>
    public byte[] TokenHash => SHA256.HashData(_bytes);

    /// <summary>The first token of a session.</summary>
    public static RefreshToken Create(Guid sessionId)
    {
        var bytes = new byte[Length];
        sessionId.TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(IdBytes));
        return new(bytes);
    }

    /// <summary>The token that comes after this one.</summary>
    public RefreshToken Next()
    {
        var bytes = _bytes.ToArray();
        RandomNumberGenerator.Fill(bytes.AsSpan(IdBytes + FamilyBytes));
        return new(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = text.Length == Base64Url.GetEncodedLength(Length) && Base64Url.IsValid(text, out var length) && length == Length
            ? new(Base64Url.DecodeFromChars(text)) : null;
        return token is not null;
    }

    /// <summary>The token as its holder sends it, in base64url.</summary>
    public override string ToString() => Base64Url.EncodeToString(_bytes);
}
