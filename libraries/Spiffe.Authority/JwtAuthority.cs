using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Spiffe.Authority;

/// <summary>Issues and validates JWT-SVIDs, ES256, under one key in the data folder, <c>jwt.key</c>.</summary>
internal sealed class JwtAuthority : IDisposable
{
    /// <summary>So long after its end is a token still accepted, against small differences between clocks; as SPIRE has it.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly ECDsa _key;
    private readonly string _keyId;
    private readonly string _header;
    private readonly TrustDomain _domain;
    private readonly TimeProvider _time;

    /// <exception cref="InvalidDataException">The key cannot be used.</exception>
    public JwtAuthority(string folder, TrustDomain domain, TimeProvider time)
    {
        var path = Path.Combine(folder, "jwt.key");
        if (KeyFile.Load(path) is { } key)
        {
            _key = key;
        }
        else
        {
            KeyFile.Save(path, _key = ECDsa.Create(ECCurve.NamedCurves.nistP256));
        }

        (_domain, _time) = (domain, time);
        _keyId = Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()))[..32];
        _header = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid = _keyId, typ = "JWT" }));
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        Bundle = JsonSerializer.SerializeToUtf8Bytes(
            new { keys = new[] { new { kty = "EC", kid = _keyId, crv = "P-256", x = Encode(point.X), y = Encode(point.Y) } } },
            Indented);
    }

    /// <summary>The public key as a JWK set.</summary>
    public byte[] Bundle { get; }

    /// <summary>Issues a token.</summary>
    public string Issue(SpiffeId id, IReadOnlyList<string> audience, TimeSpan lifetime)
    {
        var now = _time.GetUtcNow();
        var claims = new { aud = audience, exp = (now + lifetime).ToUnixTimeSeconds(), iat = now.ToUnixTimeSeconds(), sub = id.ToString() };
        var signed = _header + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(claims));
        return signed + "." + Encode(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    /// <summary>Validates one of our tokens (JWT-SVID 4 and 5): gives its subject and the claims as JSON, or the reason why not.</summary>
    public bool TryValidate(
        string token, string audience, [NotNullWhen(true)] out SpiffeId? subject, [NotNullWhen(true)] out string? claims,
        [NotNullWhen(false)] out string? reason)
    {
        (subject, claims, reason) = (null, null, null);
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3)
            {
                reason = "not a compact JWS";
            }
            else if (!IsOurHeader(parts[0]))
            {
                reason = "not signed by a key of this trust domain";
            }
            else if (!IsSignedByUs(parts[0] + "." + parts[1], parts[2]))
            {
                reason = "the signature is wrong";
            }
            else
            {
                claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
                reason = ClaimsProblem(claims, audience, out subject);
            }
        }
        catch (Exception exception)
            when (exception is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            reason = "the token cannot be decoded";
        }

        if (reason is not null)
        {
            (subject, claims) = (null, null);
        }

        return subject is not null && claims is not null;
    }

    public void Dispose() => _key.Dispose();

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    private bool IsOurHeader(string part)
    {
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
        var root = header.RootElement;
        return root.GetProperty("alg").GetString() == "ES256" && root.GetProperty("kid").GetString() == _keyId
            && (!root.TryGetProperty("typ", out var type) || type.GetString() is "JWT" or "JOSE");
    }

    private bool IsSignedByUs(string signed, string signature) =>
        _key.VerifyData(Encoding.ASCII.GetBytes(signed), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256);

    private string? ClaimsProblem(string claims, string audience, out SpiffeId? subject)
    {
        using var document = JsonDocument.Parse(claims, Strict);
        var root = document.RootElement;
        if (!SpiffeId.TryParse(root.GetProperty("sub").GetString(), out subject) || !subject.MemberOf(_domain) || subject.Path.Length == 0)
        {
            return "the subject is not an ID of this trust domain";
        }

        if (_time.GetUtcNow().ToUnixTimeSeconds() > root.GetProperty("exp").GetInt64() + Leeway.TotalSeconds)
        {
            return "the token has expired";
        }

        return root.GetProperty("aud").EnumerateArray().Any(value => value.GetString() == audience)
            ? null : "the token is for another audience";
    }
}
