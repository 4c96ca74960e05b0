using System.Security.Cryptography;
using System.Text;
using Ecommerce.ServiceDefaults.Configuration;

namespace Ecommerce.ServiceDefaults.Privacy;

/// <summary>
/// Encrypts secrets for the database, with AES-256-GCM and the key of a file: whoever reads a backup has none of them. In development they
/// may be kept as they are.
/// </summary>
public sealed class SecretEncryption
{
    private const int KeyBytes = 32;
    private const int IdBytes = 8;

    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[]? _key;

    /// <summary>Uses a key.</summary>
    /// <param name="key">32 bytes; null to keep secrets as they are.</param>
    public SecretEncryption(byte[]? key) =>
        (_key, Id) = (key, key is null ? null : Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, IdBytes)));

    /// <summary>Names the key, and tells nothing of it; null if there is none.</summary>
    public string? Id { get; }

    /// <summary>Reads the key's file.</summary>
    /// <param name="settings">The agent's settings.</param>
    /// <param name="field">The setting that names the file, such as <c>tokens.encryption_key_file</c>.</param>
    /// <param name="file">What it says; empty for none.</param>
    /// <param name="page">The page of the documentation about it.</param>
    /// <exception cref="AgentSetupException">It cannot be used, or is not named outside development.</exception>
    public static SecretEncryption Create(AgentSettings settings, string field, string file, string page)
    {
        if (file.Length == 0)
        {
            return settings.IsDevelopment
                ? new(null)
                : throw new AgentSetupException([$"{field} must name a file in {settings.Environment} ({page})"]);
        }

        try
        {
            var key = Convert.FromBase64String(File.ReadAllText(file));
            return key.Length == KeyBytes ? new(key) : throw new FormatException("It has another length.");
        }
        catch (FormatException exception)
        {
            throw new AgentSetupException([$"{field}: {file} must hold {KeyBytes} bytes in base64"], exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AgentSetupException([$"{field}: {exception.Message}"], exception);
        }
    }

    /// <summary>Encrypts a secret, bound to its name.</summary>
    public byte[] Seal(byte[] secret, string name)
    {
        if (_key is null)
        {
            return secret;
        }

        var result = new byte[NonceBytes + secret.Length + TagBytes];
        var nonce = result.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, secret, result.AsSpan(NonceBytes, secret.Length), result.AsSpan(^TagBytes..), Bound(name));
        return result;
    }

    /// <summary>Decrypts what <see cref="Seal"/> encrypted under the key of the same <see cref="Id"/>.</summary>
    /// <exception cref="CryptographicException">It was changed, or is another key's or another name's.</exception>
    public byte[] Open(byte[] seal, string name)
    {
        if (_key is null)
        {
            return seal;
        }

        if (seal.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("It is too short.");
        }

        var result = new byte[seal.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Decrypt(seal.AsSpan(0, NonceBytes), seal.AsSpan(NonceBytes, result.Length), seal.AsSpan(^TagBytes..), result, Bound(name));
        return result;
    }

    private static byte[] Bound(string name) => Encoding.UTF8.GetBytes(name);
}
