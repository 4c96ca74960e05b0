using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using JsonWebKey = Ecommerce.Contracts.V1.JsonWebKey;

namespace Ecommerce.UserAgent.Tokens;

/// <summary>A key of ECDSA with P-256 and SHA-256, which signs tokens (ES256: RFC 7518, 3.4).</summary>
/// <param name="KeyId">Its thumbprint (RFC 7638).</param>
/// <param name="PublicKey">As SubjectPublicKeyInfo.</param>
/// <param name="PrivateKey">As PKCS #8.</param>
internal sealed record SigningKey(string KeyId, byte[] PublicKey, byte[] PrivateKey)
{
    /// <summary>Draws a new one.</summary>
    public static SigningKey Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new(Thumbprint(ToMessage("", publicKey)), publicKey, key.ExportPkcs8PrivateKey());
    }

    /// <summary>A public key as RFC 7517 and RFC 7518, 6.2 have it.</summary>
    public static JsonWebKey ToMessage(string keyId, byte[] publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Use = JsonWebKeyUseNames.Sig,
            Alg = SecurityAlgorithms.EcdsaSha256,
            Kid = keyId,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => KeyId;

    private static string Thumbprint(JsonWebKey key) => Base64UrlEncoder.Encode(
        new Microsoft.IdentityModel.Tokens.JsonWebKey { Kty = key.Kty, Crv = key.Crv, X = key.X, Y = key.Y }.ComputeJwkThumbprint());
}
