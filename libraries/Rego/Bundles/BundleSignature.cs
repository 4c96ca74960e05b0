using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rego.Bundles;

/// <summary>
/// The signature of a bundle (OPA, "Bundles", signature format): <c>.signatures.json</c> holds one JWT, whose claim <c>files</c> lists
/// every other file with its digest.
/// </summary>
internal static class BundleSignature
{
    private const string FileName = ".signatures.json";
    private const int SmallestRsaKey = 2048; // RFC 7518 3.3

    /// <exception cref="RegoBundleException">No key of these has signed just these files.</exception>
    public static void Verify(IReadOnlyDictionary<string, byte[]> files, IReadOnlyList<AsymmetricAlgorithm> keys, string scope)
    {
        if (!files.TryGetValue(FileName, out var signatures))
        {
            throw new RegoBundleException("it is not signed");
        }

        var claims = Open(TokenOf(BundleJson.Parse(signatures)), keys);
        if ((claims.TryGetProperty("scope", out var signed) ? signed.GetString() : "") != scope)
        {
            throw new RegoBundleException("it is signed for another scope");
        }

        HashSet<string> unseen = [.. files.Keys.Where(path => path != FileName)];
        foreach (var file in claims.GetProperty("files").EnumerateArray())
        {
            var path = file.GetProperty("name").GetString()!.TrimStart('/');
            if (!unseen.Remove(path))
            {
                throw new RegoBundleException($"{path} is signed and not there, or signed twice");
            }

            var digest = BundleDigest.Of(path, files[path], file.GetProperty("algorithm").GetString()!);
            if (!string.Equals(file.GetProperty("hash").GetString(), Convert.ToHexStringLower(digest), StringComparison.OrdinalIgnoreCase))
            {
                throw new RegoBundleException($"{path} is not what was signed");
            }
        }

        if (unseen.Count > 0)
        {
            throw new RegoBundleException($"{unseen.Order(StringComparer.Ordinal).First()} is not signed");
        }
    }

    // Of several, one could be good and its content another's.
    private static string TokenOf(JsonElement signatures) =>
        signatures.GetProperty("signatures").EnumerateArray().ToList() is [var only]
            ? only.GetString()!
            : throw new RegoBundleException($"{FileName} does not hold one signature");

    private static JsonElement Open(string token, IReadOnlyList<AsymmetricAlgorithm> keys)
    {
        if (token.Split('.') is not [var header, var payload, var signature])
        {
            throw new RegoBundleException($"{FileName} does not hold a JWT");
        }

        var head = BundleJson.Parse(Base64Url.DecodeFromChars(header));
        var algorithm = head.GetProperty("alg").GetString()!;
        var (signed, bytes) = (Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature));
        // RFC 7515 4.1.11: what must be understood is not.
        return !head.TryGetProperty("crit", out _) && keys.Any(key => IsBy(key, algorithm, signed, bytes))
            ? BundleJson.Parse(Base64Url.DecodeFromChars(payload))
            : throw new RegoBundleException($"it is not signed by a known key ({algorithm})");
    }

    // RFC 7518 3.1; the key says what the algorithm may be, and not its sender.
    private static bool IsBy(AsymmetricAlgorithm key, string algorithm, byte[] signed, byte[] signature) => (key, algorithm) switch
    {
        (ECDsa { KeySize: 256 } ecdsa, "ES256") => ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256),
        (ECDsa { KeySize: 384 } ecdsa, "ES384") => ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA384),
        (ECDsa { KeySize: 521 } ecdsa, "ES512") => ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA512),
        (RSA { KeySize: < SmallestRsaKey }, _) => false,
        (RSA rsa, "RS256") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        (RSA rsa, "RS384") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        (RSA rsa, "RS512") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        (RSA rsa, "PS256") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        (RSA rsa, "PS384") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        (RSA rsa, "PS512") => rsa.VerifyData(signed, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        _ => false,
    };
}
