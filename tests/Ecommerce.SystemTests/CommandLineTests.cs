using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;
using Spiffe.Authority;

namespace Ecommerce.SystemTests;

/// <summary>The command line on a real shop.</summary>
public sealed class CommandLineTests(ShopFixture shop) : IDisposable
{
    private const string Product = """{"service": "inventory", "action": "get_product", "payload": {"sku": "WIDGET-001"}}""";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_is_given_as_it_is_in_a_file_or_on_standard_input()
    {
        var file = _folder.At("request.json");
        await File.WriteAllTextAsync(file, Product);
        foreach (var (script, data) in new[] { ("exec \"$@\"", Product), ("exec \"$@\"", $"@{file}"), ($"exec \"$@\" <'{file}'", "-") })
        {
            var (code, output) = await CommandRun.InShellAsync(
                script, "call", "--target", "gateway", "--capability", "route", "--data", data, "--data-dir", shop.DataFolder);
            Assert.True(code == ExitCodes.Done, output);
            Assert.Contains("19.99", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_identity_is_exported_for_programs_that_know_files_alone()
    {
        var folder = _folder.At("my identity");
        var files = await ExportAsync(folder);
        Assert.Equal("spiffe://agentweave.io/client/cli", (string?)files["spiffe_id"]);
        Assert.Equal(PrivateFiles.FolderMode, File.GetUnixFileMode(folder));
        Assert.Equal(PrivateFiles.FileMode, File.GetUnixFileMode((string)files["key"]!));

        var (code, answer) = await Tool.RunAsync(TimeSpan.FromSeconds(20), "sh", "-c", (string)files["curl"]! + " --silent --show-error");
        Assert.True(code == 0, answer);
        // Detail is for callers with an SVID alone.
        Assert.NotNull(JsonNode.Parse(answer)!["order"]!["checks"]);
        var (refused, _) = await Tool.RunAsync(
            TimeSpan.FromSeconds(20), "sh", "-c",
            ((string)files["curl"]!).Split(" --cert ")[0] + $" https://127.0.0.1:{shop.MtlsPort(AgentNames.Gateway)}/");
        Assert.NotEqual(0, refused);
    }

    [Fact]
    public async Task An_exported_identity_acts_for_a_user_with_a_token_beside_it()
    {
        var (files, user) = (await ExportAsync(_folder.At("identity")), await shop.NewUserAsync());
        var (code, token) = await CommandRun.OfAsync("identity", "token", "--data-dir", shop.DataFolder);
        Assert.True(code == ExitCodes.Done, token);
        async Task<string> ReadAsync(string header)
        {
            var (ended, answer) = await Tool.RunAsync(
                TimeSpan.FromSeconds(20), "curl", "-ks", "--cert", (string)files["svid"]!, "--key", (string)files["key"]!, "-H", header,
                $"https://127.0.0.1:{shop.MtlsPort(AgentNames.Gateway)}/api/v1/users/{user}");
            Assert.True(ended == 0, answer);
            return answer;
        }

        Assert.Equal(user, (string?)JsonNode.Parse(await ReadAsync($"actor-token: {token.Trim()}"))!["user_id"]);
        Assert.Equal("forbidden", (string?)JsonNode.Parse(await ReadAsync("accept: */*"))!["code"]);
    }

    [Fact]
    public async Task An_exported_bundle_verifies_what_the_agents_present()
    {
        var files = await ExportAsync(_folder.At("identity"));
        var (code, output) = await Tool.RunAsync(
            TimeSpan.FromSeconds(20), "sh", "-c",
            $"exec openssl s_client -connect 127.0.0.1:{shop.MtlsPort(AgentNames.Order)} -verify_return_error -CAfile '{files["bundle"]}' "
                + $"-cert '{files["svid"]}' -key '{files["key"]}' </dev/null");
        Assert.SkipWhen(code == 127, "there is no openssl");
        Assert.Contains("Verify return code: 0 (ok)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exported_identity_serves_grpcurl()
    {
        var tool = SharedTools.Find("grpcurl");
        Assert.SkipWhen(tool is null, SharedTools.Missing);
        var files = await ExportAsync(_folder.At("identity"));
        var (code, output) = await Tool.RunAsync(
            TimeSpan.FromSeconds(20), "sh", "-c", $"PATH='{Path.GetDirectoryName(tool)}':$PATH; {files["grpcurl"]}");
        Assert.True(code == 0, output);
        Assert.Equal("healthy", (string?)JsonNode.Parse(output)!["services"]!["order"]);
    }

    [Fact]
    public async Task An_export_replaces_its_own_files_and_no_other()
    {
        var folder = Directory.CreateDirectory(_folder.At("identity")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.pem"), "mine");
        await ExportAsync(folder);
        await ExportAsync(folder);
        Assert.Equal(
            ["bundle.pem", "key.pem", "notes.pem", "svid.pem"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order());
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "notes.pem")));
    }

    [Fact]
    public async Task Who_may_not_ask_for_health_is_told_who_may()
    {
        var (code, output) = await CommandRun.OfAsync("health", "order", "--data-dir", shop.DataFolder);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("ask with ecommerce-admin", output, StringComparison.Ordinal);
        var problem = JsonNode.Parse(output[..(output.LastIndexOf('}') + 1)])!;
        Assert.Equal("forbidden", (string?)problem["code"]);
        Assert.Matches("^[0-9a-f]{32}$", (string?)problem["trace_id"]);

        (code, output) =
            await CommandRun.InShellAsync("ECOMMERCE_IDENTITY=admin exec \"$@\"", "health", "order", "--data-dir", shop.DataFolder);
        Assert.True(code == ExitCodes.Done, output);
    }

    [Fact]
    public void No_debugger_and_no_profiler_can_enter_an_agent()
    {
        var folders = new[] { Path.GetDirectoryName(shop.SocketOf("cli")["unix://".Length..])!, Path.GetTempPath() };
        foreach (var pid in AgentNames.All.Select(shop.PidOf))
        {
            // The runtime names a socket for the process and when it was started, in ticks: field 22 of stat, the 20th after the name.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var started = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
            Assert.DoesNotContain(
                folders.SelectMany(Directory.GetFileSystemEntries).Select(entry => Path.GetFileName(entry)),
                name => name.StartsWith($"clr-debug-pipe-{pid}-{started}-", StringComparison.Ordinal)
                    || name.StartsWith($"dotnet-diagnostic-{pid}-{started}-", StringComparison.Ordinal));
        }
    }

    private async Task<JsonObject> ExportAsync(string folder)
    {
        var (code, output) = await CommandRun.OfAsync("identity", "export", folder, "--data-dir", shop.DataFolder);
        Assert.True(code == ExitCodes.Done, output);
        return JsonNode.Parse(output)!.AsObject();
    }
}
