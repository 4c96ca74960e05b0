using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>Users sign in and out at the public port; operators and administrators help them.</summary>
public sealed class SessionTests(ShopFixture shop)
{
    private const string Password = "correct horse 7";

    [Fact]
    public async Task A_user_signs_up_and_in_stays_in_and_signs_out_without_anybodys_help()
    {
        var (user, email) = await SignUpAsync();
        var session = await SignInAsync(email);
        Assert.Equal(user, (string?)session["user"]!["user_id"]);
        Assert.Equal(("Bearer", 300), ((string?)session["token_type"], (int)session["expires_in"]!));
        var claims = await VerifyAsync((string)session["access_token"]!);
        Assert.Equal((user, ShopFixture.IdOf("gateway")), ((string?)claims["sub"], (string?)claims["aud"]));

        var next = await PostAsync("/api/v1/sessions/refresh", RefreshOf(session));
        Assert.Equal(200, next.Status);
        (await PostAsync("/api/v1/sessions/refresh", RefreshOf(session))).Problem(401, "unauthenticated");
        (await PostAsync("/api/v1/sessions/refresh", RefreshOf(next.Json))).Problem(401, "unauthenticated");

        var again = await SignInAsync(email);
        for (var i = 0; i < 2; i++)
        {
            var ended = await shop.Public.SendAsync("DELETE", "/api/v1/sessions", RefreshOf(again));
            Assert.Equal((204, ""), (ended.Status, ended.Body));
        }

        (await PostAsync("/api/v1/sessions/refresh", RefreshOf(again))).Problem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_password_is_any_characters_on_every_way_to_the_user_agent()
    {
        var email = $"u{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";
        var credentials = $$"""{"email": "{{email}}", "password": "correct \u0000 horse \ud83d\udc0e"}""";
        var signedUp = await PostAsync("/api/v1/users", $$"""{"name": "Ann", {{credentials[1..]}}""");
        Assert.True(signedUp.Status == 201, signedUp.Body);
        Assert.Equal(200, (await PostAsync("/api/v1/sessions", credentials)).Status);
        Assert.NotNull((await shop.RouteAsync(AgentNames.User, "authenticate", credentials)).Completed["access_token"]);
    }

    [Fact]
    public async Task A_cookie_needs_TLS()
    {
        var (_, email) = await SignUpAsync();
        var body = JsonNode.Parse(Credentials(email, Password))!;
        body["cookie"] = true;
        (await PostAsync("/api/v1/sessions", body.ToJsonString())).Problem(400, "invalid_request");
        (await shop.Public.ReadAsync("/api/v1/products", ("Cookie", $"__Host-session={new string('A', 43)}")))
            .Problem(401, "unauthenticated");
        body["cookie"] = false;
        Assert.NotNull((await PostAsync("/api/v1/sessions", body.ToJsonString())).Json["access_token"]);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var (_, email) = await SignUpAsync();
        var wrong = await PostAsync("/api/v1/sessions", Credentials(email, "another password"));
        var unknown = await PostAsync("/api/v1/sessions", Credentials($"x{email}", Password));

        var (first, second) = (wrong.Problem(401, "unauthenticated"), unknown.Problem(401, "unauthenticated"));
        first["trace_id"] = second["trace_id"] = null;
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        wrong.Headers.Date = unknown.Headers.Date;
        Assert.Equal(wrong.Headers.ToString(), unknown.Headers.ToString());
    }

    [Fact]
    public async Task What_is_a_users_alone_is_not_answered_to_strangers()
    {
        var (user, email) = await SignUpAsync();
        var session = await SignInAsync(email);
        var sessions = $"/api/v1/users/{user}/sessions";
        using var authority = Forger.WithKeyOf(shop);
        using var shopper = shop.Http(authority.Leaf("spiffe://agentweave.io/client/other"));
        foreach (var (verb, path, body) in new[]
        {
            ("GET", sessions, (string?)null), ("DELETE", $"{sessions}/{session["session_id"]}", null),
            ("PUT", $"/api/v1/users/{user}/password", $$"""{"current_password": "{{Password}}", "new_password": "mine from now on"}"""),
        })
        {
            (await shop.Public.SendAsync(verb, path, body)).Problem(401, "unauthenticated");
            (await shopper.SendAsync(verb, path, body)).Problem(403, "forbidden");
        }

        Assert.Equal(200, (await PostAsync("/api/v1/sessions/refresh", RefreshOf(session))).Status);
        Assert.Equal(1, await shop.CountAsync("users", "SELECT count(*) FROM sessions WHERE user_id = $1", Guid.Parse(user)));
        Assert.True(await shop.CountAsync(
            "gateway", "SELECT count(*) FROM audit WHERE resource = $1 AND decision = 'deny'", $"user/{user}") >= 4);
    }

    [Fact]
    public async Task An_operator_sees_and_ends_sessions_and_changes_a_password_that_is_known()
    {
        var (user, email) = await SignUpAsync();
        var session = await SignInAsync(email);
        using var door = await shop.HttpOfAsync("cli");
        var sessions = $"/api/v1/users/{user}/sessions";

        var listed = Assert.Single((await door.ReadAsync(sessions)).Json["sessions"]!.AsArray())!;
        Assert.Equal((string?)session["session_id"], (string?)listed["session_id"]);
        var ended = await door.SendAsync("DELETE", $"{sessions}/{listed["session_id"]}", (string?)null);
        Assert.Equal(204, ended.Status);
        (await door.SendAsync("DELETE", $"{sessions}/{listed["session_id"]}", (string?)null)).Problem(404, "not_found");

        var password = $"/api/v1/users/{user}/password";
        (await door.SendAsync("PUT", password, """{"new_password": "mine from now on"}""")).Problem(400, "invalid_request");
        (await door.SendAsync("PUT", password, """{"current_password": "guessed it", "new_password": "mine from now on"}"""))
            .Problem(403, "forbidden");
        Assert.Equal(200, (await door.SendAsync(
            "PUT", password, $$"""{"current_password": "{{Password}}", "new_password": "mine from now on"}""")).Status);
        (await PostAsync("/api/v1/sessions", Credentials(email, Password))).Problem(401, "unauthenticated");
        Assert.Equal(200, (await PostAsync("/api/v1/sessions", Credentials(email, "mine from now on"))).Status);
    }

    [Fact]
    public async Task An_administrator_lets_a_user_back_in_with_a_password_that_must_be_changed()
    {
        var (user, email) = await SignUpAsync();
        var set = $$"""{"user_id": "{{user}}", "new_password": "use me once 4711"}""";
        Assert.Equal("invalid_request", (await shop.RouteAsync(AgentNames.User, "set_password", set)).Code);
        Assert.Equal("forbidden", (await shop.CallAsync("set_password", set, AgentNames.User)).Code);

        Assert.Equal(user, (string?)(await shop.CallAsync("set_password", set, AgentNames.User, "admin")).Completed["user_id"]);

        var needed = (await PostAsync("/api/v1/sessions", Credentials(email, "use me once 4711"))).Problem(400, "invalid_request");
        Assert.Equal("new_password", (string?)needed["errors"]![0]!["field"]);
        var changed = Credentials(email, "use me once 4711")[..^1] + ", \"new_password\": \"mine from now on\"}";
        Assert.Equal(200, (await PostAsync("/api/v1/sessions", changed)).Status);
        (await PostAsync("/api/v1/sessions", changed)).Problem(401, "unauthenticated");
        Assert.Equal(200, (await PostAsync("/api/v1/sessions", Credentials(email, "mine from now on"))).Status);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Administrators_rotate_the_signing_keys_and_tokens_of_both_are_good()
    {
        var (_, email) = await SignUpAsync();
        var before = await SignInAsync(email);
        Assert.Equal(1, (await KeysAsync("cli")).ExitCode);
        var (code, output) = await KeysAsync("admin");
        Assert.Equal(0, code);

        var keys = (await shop.Public.ReadAsync("/.well-known/jwks.json")).Json["keys"]!.AsArray();
        foreach (var type in (string[])["application/jwk-set+json", "application/json"])
        {
            var told = await shop.Public.ReadAsync("/.well-known/jwks.json", ("Accept", type));
            Assert.Equal((200, type, keys.Count), (told.Status, told.MediaType, told.Json["keys"]!.AsArray().Count));
        }

        (await shop.Public.ReadAsync("/.well-known/jwks.json", ("Accept", "text/html"))).Problem(406, "not_acceptable");
        Assert.Contains(keys, key => (string?)key!["kid"] == (string?)JsonNode.Parse(output)!["key_id"]);
        await VerifyAsync((string)before["access_token"]!);
        await VerifyAsync((string)(await SignInAsync(email))["access_token"]!);

        Task<(int ExitCode, string Output)> KeysAsync(string identity) => CommandRun.InShellAsync(
            $"ECOMMERCE_IDENTITY={identity} exec \"$@\"", "keys", "rotate", "--data-dir", shop.DataFolder);
    }

    [Fact]
    public async Task Signing_in_leaves_a_row_that_names_the_session_and_no_secret()
    {
        var (_, email) = await SignUpAsync();
        var session = await SignInAsync(email);
        await PostAsync("/api/v1/sessions", Credentials(email, "another password"));

        Assert.Equal(1, await shop.CountAsync(
            "users", "SELECT count(*) FROM audit WHERE action = 'authenticate' AND resource = $1 AND outcome = 'ok'",
            $"session/{session["session_id"]}"));
        string[] secrets = [email, Password, "another password", (string)session["access_token"]!, (string)session["refresh_token"]!];
        foreach (var secret in secrets)
        {
            foreach (var database in new[] { "users", "gateway" })
            {
                Assert.Equal(0, await shop.CountAsync(
                    database, "SELECT count(*) FROM audit WHERE strpos(audit::text, $1) > 0", secret));
            }

            Assert.DoesNotContain(secret, shop.LogOf(AgentNames.User) + shop.LogOf(AgentNames.Gateway), StringComparison.Ordinal);
        }
    }

    private Task<RestAnswer> PostAsync(string path, string body) => shop.Public.SendAsync("POST", path, body);

    private async Task<(string User, string Email)> SignUpAsync()
    {
        var email = $"u{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";
        var answer = await PostAsync("/api/v1/users", $$"""{"email": "{{email}}", "name": "Ann", "password": "{{Password}}"}""");
        Assert.True(answer.Status == 201, answer.Body);
        return ((string)answer.Json["user_id"]!, email);
    }

    private async Task<JsonNode> SignInAsync(string email)
    {
        var answer = await PostAsync("/api/v1/sessions", Credentials(email, Password));
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }

    private static string Credentials(string email, string password) => $$"""{"email": "{{email}}", "password": "{{password}}"}""";

    private static string RefreshOf(JsonNode session) => $$"""{"refresh_token": "{{session["refresh_token"]}}"}""";

    // With the framework alone, by what is published.
    private async Task<JsonNode> VerifyAsync(string token)
    {
        var parts = token.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        Assert.Equal(("at+jwt", "ES256"), ((string?)header["typ"], (string?)header["alg"]));
        var keys = (await shop.Public.ReadAsync("/.well-known/jwks.json")).Json["keys"]!.AsArray();
        var key = keys.Single(key => (string?)key!["kid"] == (string?)header["kid"])!;
        var point = new ECPoint { X = Base64Url.DecodeFromChars((string)key["x"]!), Y = Base64Url.DecodeFromChars((string)key["y"]!) };
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        Assert.True(ecdsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
    }
}
