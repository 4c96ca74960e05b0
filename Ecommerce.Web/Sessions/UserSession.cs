using System.Text.Json.Serialization;
using Ecommerce.Web.Carts;
using Ecommerce.Web.Checkout;
using Ecommerce.Web.Gateway;

namespace Ecommerce.Web.Sessions;

/// <summary>Who is signed in, with the tokens of the session. It is kept in a cookie, sealed.</summary>
/// <param name="SessionId">The session, as the user agent names it: another one after each signing in.</param>
/// <param name="UserId">The user.</param>
/// <param name="Name">The user's name as it was at the last renewal; empty if it is too long to be shown.</param>
/// <param name="AccessToken">Good until <paramref name="AccessUntil"/>.</param>
/// <param name="AccessUntil">When the access token ends.</param>
/// <param name="RefreshToken">Good for one renewal.</param>
public sealed record UserSession(
    string SessionId, string UserId, string Name, string AccessToken, DateTimeOffset AccessUntil, string RefreshToken)
{
    /// <summary>From what signing in or renewing answers.</summary>
    public static UserSession From(SessionTokens tokens, DateTimeOffset now) => new UserSession(
        tokens.SessionId, tokens.User.UserId, Name: "", tokens.AccessToken, now.AddSeconds(tokens.ExpiresIn), tokens.RefreshToken)
        .Named(tokens.User.Name);

    // What a page shows: a cookie has to hold it beside the tokens.
    private const int LongestName = 24;

    /// <summary>With a name; one that is too long to be shown is left out.</summary>
    public UserSession Named(string name) => this with { Name = name.Length <= LongestName ? name : "" };

    /// <summary>Without the tokens.</summary>
    public override string ToString() => $"{UserId} ({SessionId})";
}

/// <summary>What is sealed.</summary>
[JsonSerializable(typeof(UserSession))]
[JsonSerializable(typeof(Flash))]
[JsonSerializable(typeof(Cart))]
[JsonSerializable(typeof(CheckoutTicket))]
internal sealed partial class SealedJson : JsonSerializerContext;
