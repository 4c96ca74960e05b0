using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>A user who has signed in at the public port.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Session">The answer to the sign-in.</param>
internal sealed record SignedIn(string UserId, JsonNode Session)
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse 7";

    /// <summary>The access token.</summary>
    public string Token => (string)Session["access_token"]!;

    /// <summary>The header by which the user calls.</summary>
    public (string Name, string Value) Bearer => ("Authorization", $"Bearer {Token}");

    /// <summary>Signs a new user up and in.</summary>
    public static async Task<SignedIn> CreateAsync(ShopFixture shop)
    {
        var email = $"u{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";
        var credentials = $$"""{"email": "{{email}}", "password": "{{Password}}"}""";
        var signedUp = await shop.Public.SendAsync("POST", "/api/v1/users", $$"""{"name": "Ann", {{credentials[1..]}}""");
        Assert.True(signedUp.Status == 201, signedUp.Body);
        var session = await shop.Public.SendAsync("POST", "/api/v1/sessions", credentials);
        Assert.True(session.Status == 200, session.Body);
        return new((string)signedUp.Json["user_id"]!, session.Json);
    }

    /// <summary>Signs the user out; the access token has not expired yet.</summary>
    public async Task SignOutAsync(ShopFixture shop)
    {
        var ended = await shop.Public.SendAsync(
            "DELETE", "/api/v1/sessions", $$"""{"refresh_token": "{{Session["refresh_token"]}}"}""", Bearer);
        Assert.True(ended.Status == 204, ended.Body);
    }
}
