using System.Text.Json.Nodes;
using Ecommerce.Testing;

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
