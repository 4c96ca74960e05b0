using System.Text.Json.Nodes;
using A2A.Client;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.Testing;
using Task = System.Threading.Tasks.Task;

namespace Ecommerce.SystemTests;

/// <summary>Signing in at the command line, and what operators do for users there.</summary>
public sealed class SignInCommandTests(ShopFixture shop)
{
    private const string Password = "correct horse battery";

    private string SessionFile => Path.Combine(shop.DataFolder, "session.json");

    [Fact]
    public async Task A_user_signs_in_is_told_who_it_is_and_signs_out()
    {
        var (email, user) = await SignUpAsync();
        Assert.Equal(1, (await RunAsync("wrong horse battery", "login", email, "--password-stdin")).ExitCode);
        Assert.Null(await WhoAsync());

        var (code, output) = await RunAsync(Password, "login", email, "--password-stdin");
        Assert.True(code == 0, output);
        Assert.DoesNotContain("token", output, StringComparison.Ordinal);
        Assert.Equal(user, (string?)(await WhoAsync())!["user_id"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(SessionFile));

        Assert.Equal(0, (await RunAsync("", "logout")).ExitCode);
        Assert.Null(await WhoAsync());
        Assert.False(File.Exists(SessionFile));
        Assert.Empty(JsonNode.Parse((await RunAsync("", "users", "sessions", user)).Output)!["sessions"]!.AsArray());
    }

    [Fact]
    public async Task The_tasks_of_a_user_are_shown_an_orders_too_and_to_nobody_without_the_user()
    {
        var (email, user) = await SignUpAsync();
        var session = await shop.Public.SendAsync("POST", "/api/v1/sessions", $$"""{"email": "{{email}}", "password": "{{Password}}"}""");
        using var client = await ConnectAsync(new(user, session.Json));
        var sku = await shop.NewProductAsync(1999, 10);
        var task = await AgentTaskTests.SendAsync(
            client, "create_order",
            $$"""{"user_id": "{{user}}", "items": [{"sku": "{{sku}}", "quantity": 1}], "payment_method": "credit_card"}""");
        Assert.StartsWith("order.", task.Id, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync(Password, "login", email, "--password-stdin")).ExitCode);
        foreach (var arguments in new[] { new[] { "task", "get", task.Id }, ["task", "watch", task.Id], ["task", "list", "gateway"] })
        {
            var (code, output) = await RunAsync("", [.. arguments, "--user"]);
            Assert.True(code == 0, output);
            Assert.Contains(task.ContextId, output, StringComparison.Ordinal);
            Assert.DoesNotContain(task.ContextId, (await RunAsync("", arguments)).Output, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await RunAsync("", "task", "get", task.Id)).ExitCode);
        Assert.Equal(2, (await RunAsync("", "task", "list", "inventory", "--user")).ExitCode);
        Assert.Equal(0, (await RunAsync("", "logout")).ExitCode);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task Whoever_forgot_the_password_is_let_back_in_by_an_administrator_for_one_use()
    {
        var (email, user) = await SignUpAsync();
        Assert.Equal(1, (await RunAsync("", "users", "reset-password", user)).ExitCode);

        var (code, output) = await AdminAsync("users", "reset-password", user);
        Assert.True(code == 0, output);
        var password = (string)JsonNode.Parse(output)!["password"]!;
        Assert.Equal(1, (await RunAsync(password, "login", email, "--password-stdin")).ExitCode);
        Assert.Equal(
            0, (await RunAsync($"{password}\nanother horse battery", "login", email, "--password-stdin", "--new-password")).ExitCode);
        Assert.Equal(1, (await RunAsync(password, "login", email, "--password-stdin")).ExitCode);
        Assert.Equal(0, (await RunAsync("", "logout")).ExitCode);
    }

    [Fact]
    [Trait("Form", "long")]
    public async Task An_operator_creates_shows_and_erases_a_user()
    {
        var email = NewEmail();
        var (code, output) = await RunAsync("", "users", "create", email, "Ann", "--tier", "premium");
        Assert.True(code == 0, output);
        var user = (string)JsonNode.Parse(output)!["user_id"]!;
        Assert.Equal(0, (await AdminAsync("users", "tier", user, "enterprise")).ExitCode);
        Assert.Equal("enterprise", (string?)JsonNode.Parse((await RunAsync("", "users", "show", user)).Output)!["tier"]);
        Assert.Equal(email, (string?)JsonNode.Parse((await RunAsync("", "users", "export", user)).Output)!["user"]!["email"]);
        Assert.Equal(0, (await RunAsync("", "users", "delete", user)).ExitCode);
        Assert.Equal(1, (await RunAsync("", "users", "show", user)).ExitCode);
    }

    // As the command itself does: a task is its actor's and its user's.
    private async Task<A2AClient> ConnectAsync(SignedIn user)
    {
        var proof = await (await shop.ProofOfAsync("cli")).FetchAsync(ShopFixture.IdOf(AgentNames.User), CancellationToken.None);
        var http = await AgentTaskTests.HttpAsync(shop, AgentNames.Gateway, "cli");
        http.DefaultRequestHeaders.Add(user.Bearer.Name, user.Bearer.Value);
        http.DefaultRequestHeaders.Add(CallTokens.ActorHeader, proof.Token);
        return await A2AClient.ConnectAsync(http.BaseAddress!, new() { Http = http }, CancellationToken.None);
    }

    private async Task<(string Email, string User)> SignUpAsync()
    {
        var email = NewEmail();
        var answer = await shop.Public.SendAsync(
            "POST", "/api/v1/users", $$"""{"email": "{{email}}", "name": "Ann", "password": "{{Password}}"}""");
        return (email, (string)answer.Json["user_id"]!);
    }

    private async Task<JsonNode?> WhoAsync()
    {
        var (code, output) = await RunAsync("", "whoami");
        Assert.True(code == 0, output);
        return JsonNode.Parse(output)!["user"];
    }

    private static string NewEmail() => $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}@example.com";

    private Task<(int ExitCode, string Output)> RunAsync(string input, params string[] arguments) =>
        CommandRun.InShellAsync($"printf '{input}\\n' | \"$@\"", [.. arguments, "--data-dir", shop.DataFolder]);

    private Task<(int ExitCode, string Output)> AdminAsync(params string[] arguments) =>
        CommandRun.InShellAsync("ECOMMERCE_IDENTITY=admin exec \"$@\"", [.. arguments, "--data-dir", shop.DataFolder]);
}
