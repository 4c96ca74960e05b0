using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Spiffe;

/// <summary>
/// A JWT-SVID: a token by which a workload proves to an audience who it is. To have read one proves nothing; a verifier asks
/// <see cref="JwtSource.ValidateAsync"/>.
/// </summary>
/// <param name="Id">The subject (JWT-SVID 3.1).</param>
/// <param name="Token">The token, in JWS compact serialization. Whoever has it passes for the subject at its audience.</param>
/// <param name="Audience">For whom it is (JWT-SVID 3.2).</param>
/// <param name="NotAfter">When it expires (JWT-SVID 3.3).</param>
public sealed record JwtSvid(SpiffeId Id, string Token, IReadOnlyList<string> Audience, DateTimeOffset NotAfter)
{
    private const int Parts = 3;

    /// <summary>When it was issued (RFC 7519 4.1.6); null if it does not say so.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a token without verifying it; false if it is not a JWT-SVID.</summary>
    public static bool TryParse(string token, [NotNullWhen(true)] out JwtSvid? svid)
    {
        svid = null;
        try
        {
            var parts = token.Split('.', Parts + 1);
            if (parts.Length != Parts)
            {
                return false;
            }

            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]), Strict);
            var root = claims.RootElement;
            if (SpiffeId.TryParse(root.GetProperty("sub").GetString(), out var id) && id.Path.Length > 0)
            {
                var audience = root.GetProperty("aud");
                string[] names = audience.ValueKind == JsonValueKind.Array
                    ? [.. audience.EnumerateArray().Select(name => name.GetString() ?? "")]
                    : [audience.GetString() ?? ""];
                svid = new(id, token, names, TimeOf(root.GetProperty("exp")))
                {
                    IssuedAt = root.TryGetProperty("iat", out var issued) ? TimeOf(issued) : null,
                };
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException
            or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            // It is something else.
        }

        return svid is not null;
    }

    /// <summary>Its subject; never the token.</summary>
    public override string ToString() => Id.ToString();

    private static DateTimeOffset TimeOf(JsonElement seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds.GetInt64());
}
