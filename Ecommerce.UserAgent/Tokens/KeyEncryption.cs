using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>
/// Encrypts private keys for the database, with AES-256-GCM and the key of <c>tokens.encryption_key_file</c>: whoever reads a backup cannot
/// sign. In development they may be kept as they are.
/// </summary>
internal sealed class KeyEncryption
{
    private const int KeyBytes = 32;
    private const int IdBytes = 8;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[]? _key;

    /// <summary>Uses a key.</summary>
    /// <param name="key">32 bytes; null to keep private keys as they are.</param>
    public KeyEncryption(byte[]? key) =>
        (_key, Id) = (key, key is null ? null : Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, IdBytes)));

    /// <summary>Names the key, and tells nothing of it; null if there is none.</summary>
    public string? Id { get; }

    /// <summary>Reads the key's file.</summary>
    /// <exception cref="AgentSetupException">It cannot be used, or is not named outside development.</exception>
    public static KeyEncryption Create(AgentSettings settings)
    {
        const string Field = "tokens.encryption_key_file";
        if (settings.TokenEncryptionKeyFile is not { Length: > 0 } file)
        {
            return settings.IsDevelopment
                ? new(null)
                : throw new AgentSetupException([$"{Field} must name a file in {settings.Environment} (docs/users.md)"]);
        }

        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(file));
            return key.Length == KeyBytes ? new(key) : throw new FormatException("It has another length.");
        }
        catch (FormatException exception)
        {
            throw new AgentSetupException([$"{Field}: {file} must hold {KeyBytes} bytes in base64"], exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentSetupException([$"{Field}: {exception.Message}"], exception);
        }
    }

    /// <summary>Encrypts a private key, bound to its name.</summary>
    public byte[] Seal(byte[] privateKey, string keyId)
    {
        if (_key is null)
        {
            return privateKey;
        }

        var result = new byte[NonceBytes + privateKey.Length + TagBytes];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, privateKey, result.AsSpan(NonceBytes, privateKey.Length), result.AsSpan(^TagBytes..), Bound(keyId));
        return result;
    }

    /// <summary>Decrypts what <see cref="Seal"/> encrypted under the key of the same <see cref="Id"/>.</summary>
    /// <exception cref="CryptographicException">It was changed, or is another key's.</exception>
    public byte[] Open(byte[] seal, string keyId)
    {
        if (_key is null)
        {
            return seal;
        }

        var result = new byte[seal.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Decrypt(seal.AsSpan(0, NonceBytes), seal.AsSpan(NonceBytes, result.Length), seal.AsSpan(^TagBytes..), result, Bound(keyId));
        return result;
    }

    private static byte[] Bound(string keyId) => Encoding.UTF8.GetBytes(keyId);
}
