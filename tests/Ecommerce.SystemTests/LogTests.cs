using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.SystemTests;

/// <summary>What the logs of the whole shop say, and what they must not.</summary>
[Collection<DisturbedShopCollection>]
public sealed class LogTests(DisturbedShop shop)
{
    private string LogFolder => Path.Combine(shop.DataFolder, "logs");

    [Fact]
    public async Task An_agent_that_is_told_to_stop_logs_no_error()
    {
        foreach (var agent in AgentNames.All)
        {
            var before = shop.LogOf(agent).Length;
            await shop.StopAsync(agent);
            var told = shop.LogOf(agent)[before..];
            await shop.StartAsync(agent);
            await shop.WaitUntilReadyAsync(agent);
            Assert.DoesNotMatch("(?m)( (fail|crit): |^ +at |Exception)", told);
        }
    }

    [Fact]
    public async Task No_log_holds_an_address_a_name_a_password_or_a_token()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        var (name, password, token, key) = ($"Zoë-{id}", $"pass word {id}", $"bearer.{id}", $"key-{id}");
        var (email, other) = ($"a{id}@private.example", $"b{id}@private.example");
        var signUp = $$"""{"email": "{{email}}", "name": "{{name}}", "password": "{{password}}"}""";
        (string, string)[] headers = [("Idempotency-Key", key), ("Authorization", $"Bearer {token}"), ("traceparent", token)];

        // What goes well, twice; what is taken, refused, malformed and fails.
        var user = (string)(await shop.Public.SendAsync("POST", "/api/v1/users", signUp, ("Idempotency-Key", key))).Json["user_id"]!;
        string[] bodies =
        [
            signUp, signUp.Replace(email, other, StringComparison.Ordinal), signUp.ToUpperInvariant(), signUp[..^1],
            signUp.Replace($"\"{password}\"", $"\"{id[..7]}\"", StringComparison.Ordinal),
            signUp.Replace("@private", "@@private", StringComparison.Ordinal),
            signUp.Replace("\"email\"", $"\"{email}\"", StringComparison.Ordinal), $"{signUp} {password}",
            signUp.Replace("\"name\"", "\"tier\": \"premium\", \"name\"", StringComparison.Ordinal),
        ];
        foreach (var body in bodies)
        {
            await shop.Public.SendAsync("POST", "/api/v1/users", body);
            await shop.Public.SendAsync("POST", "/api/v1/users", body, headers);
            await shop.RouteAsync("user", "create_user", body.StartsWith('{') && body.EndsWith('}') ? body : "{}");
            await shop.RouteAsync("user", "create_user", signUp, identity: "inventory");
            await shop.Public.SendAsync("POST", "/api/v1/tasks",
                $$"""{"input": {{JsonValue.Create(body).ToJsonString()}}, "agent_type": "user", "capability": "create_user"}""");
        }

        foreach (var path in (string[])[$"/api/v1/users/{email}", $"/api/v1/products/{token}", $"/api/v1/users?email={email}",
            $"/{password}"])
        {
            await shop.Public.ReadAsync(path, headers);
        }

        Assert.Equal("email_taken", (await shop.RouteAsync(
            "user", "update_profile",
            $$"""{"user_id": "{{await shop.NewUserAsync()}}", "email": "{{email}}", "name": "{{name}}"}""")).Code);
        var sku = await shop.NewProductAsync(1999, 10);
        foreach (var method in (string[])["credit_card", "test_declined", "no_such_method"])
        {
            await shop.OrderAsync(user, sku, method: method, key: $"{key}-{method}");
        }

        await shop.OrderAsync(user, sku, quantity: 1000, price: "0.01");

        // An agent that has stopped has written all that it had to say.
        foreach (var agent in (string[])[AgentNames.Gateway, AgentNames.User, AgentNames.Order])
        {
            await shop.StopAsync(agent);
            await shop.StartAsync(agent);
            await shop.WaitUntilReadyAsync(agent);
        }

        string[] personal = [id, email, other, .. await EmailsAsync(), .. ServerPasswords()];
        foreach (var file in Directory.GetFiles(LogFolder))
        {
            var text = await ReadAsync(file);
            Assert.All(personal, secret => Assert.False(
                text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{Path.GetFileName(file)} holds {secret}"));
        }

        var server = await ReadAsync(Path.Combine(LogFolder, "postgres.log"));
        Assert.DoesNotContain("violates", server, StringComparison.Ordinal);
        Assert.DoesNotContain("DETAIL:", server, StringComparison.Ordinal);
    }

    // Of everybody who has signed up here so far.
    private async Task<List<string>> EmailsAsync()
    {
        await using var command = shop.Owner("users").CreateCommand("SELECT email FROM users");
        await using var reader = await command.ExecuteReaderAsync();
        List<string> emails = [];
        while (await reader.ReadAsync())
        {
            emails.Add(reader.GetString(0));
        }

        Assert.NotEmpty(emails);
        return emails;
    }

    private IEnumerable<string> ServerPasswords() =>
        from agent in Agents.All
        from database in agent.Databases
        select new NpgsqlConnectionStringBuilder(shop.AppConnectionString(database)).Password!;

    private static async Task<string> ReadAsync(string file)
    {
        await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(open);
        return await reader.ReadToEndAsync();
    }
}
