using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.Cli.SignIn;

/// <summary>Who is signed in on this machine, with the tokens of the session.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">The address that the user signed in with.</param>
/// <param name="SessionId">The session.</param>
/// <param name="AccessToken">Good until <paramref name="ExpiresAt"/>.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
/// <param name="RefreshToken">Good for one refresh.</param>
internal sealed record SignedInUser(
    string UserId, string Email, string SessionId, string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken)
{
    /// <summary>From the answer of <c>authenticate</c> or <c>refresh_session</c>.</summary>
    public static SignedInUser From(JsonNode tokens, DateTimeOffset now) => new(
        (string)tokens["user"]!["user_id"]!, (string)tokens["user"]!["email"]!, (string)tokens["session_id"]!,
        (string)tokens["access_token"]!, now.AddSeconds((long)tokens["expires_in"]!), (string)tokens["refresh_token"]!);

    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote; null if it is something else.</summary>
    public static SignedInUser? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SignedInUser>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Without the tokens.</summary>
    public override string ToString() => $"{Email} ({UserId})";
}
