using System.Security.Cryptography;

namespace A2A.Cards;

/// <summary>An algorithm of JWS with public keys (RFC 7518 3.3 to 3.5).</summary>
/// <param name="Name">As <c>alg</c> has it.</param>
/// <param name="Hash">Its digest.</param>
/// <param name="KeySize">Size of its curve in bits; 0 for RSA.</param>
/// <param name="Padding">Of RSA.</param>
internal sealed record SignatureAlgorithm(string Name, HashAlgorithmName Hash, int KeySize, RSASignaturePadding? Padding)
{
    // RFC 7518 3.3.
    private const int SmallestRsaKey = 2048;

    public static IReadOnlyList<SignatureAlgorithm> All { get; } =
    [
        new("ES256", HashAlgorithmName.SHA256, 256, null),
        new("ES384", HashAlgorithmName.SHA384, 384, null),
        new("ES512", HashAlgorithmName.SHA512, 521, null),
        new("RS256", HashAlgorithmName.SHA256, 0, RSASignaturePadding.Pkcs1),
        new("RS384", HashAlgorithmName.SHA384, 0, RSASignaturePadding.Pkcs1),
        new("RS512", HashAlgorithmName.SHA512, 0, RSASignaturePadding.Pkcs1),
        new("PS256", HashAlgorithmName.SHA256, 0, RSASignaturePadding.Pss),
        new("PS384", HashAlgorithmName.SHA384, 0, RSASignaturePadding.Pss),
        new("PS512", HashAlgorithmName.SHA512, 0, RSASignaturePadding.Pss),
    ];

    /// <summary>The algorithm to sign with a key; null if there is none.</summary>
    public static SignatureAlgorithm? Of(AsymmetricAlgorithm key) => All.FirstOrDefault(algorithm => algorithm.Fits(key));

    /// <summary>The algorithm of that name, if it is one for the key.</summary>
    public static SignatureAlgorithm? Of(string name, AsymmetricAlgorithm key) =>
        All.FirstOrDefault(algorithm => algorithm.Name == name && algorithm.Fits(key));

    // ECDSA is r and s side by side (RFC 7518 3.4), not DER: .NET's default.
    public byte[] Sign(AsymmetricAlgorithm key, byte[] data) =>
        key is RSA rsa ? rsa.SignData(data, Hash, Padding!) : ((ECDsa)key).SignData(data, Hash);

    public bool Verify(AsymmetricAlgorithm key, byte[] data, byte[] signature) =>
        key is RSA rsa ? rsa.VerifyData(data, signature, Hash, Padding!) : ((ECDsa)key).VerifyData(data, signature, Hash);

    private bool Fits(AsymmetricAlgorithm key) => key switch
    {
        ECDsa => KeySize == key.KeySize,
        RSA => Padding is not null && key.KeySize >= SmallestRsaKey,
        _ => false,
    };
}
