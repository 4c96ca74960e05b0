using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary>The program as it is typed, each time a process of its own.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Gateway = "spiffe://agentweave.io/agent/gateway";
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dance")]
    [InlineData("call", "--capability", "route")]
    [InlineData("authz", "check", "--caller", "x", "--callee", Gateway, "--action", "route")]
    [InlineData("authz", "check", "--caller", Gateway, "--callee", Gateway, "--action", "route", "--input", "")]
    [InlineData("validate", "/nowhere.yaml")]
    [InlineData("validate", "")]
    [InlineData("checkouts", "show", "x")]
    [InlineData("checkouts", "list", "--state", "lost")]
    [InlineData("reconcile", "--since", "yesterday")]
    public async Task Wrong_usage_is_2(params string[] arguments) =>
        Assert.Equal(ExitCodes.Usage, (await CommandRun.OfAsync(arguments)).ExitCode);

    [Theory]
    [InlineData("SPIFFE_ENDPOINT_SOCKET=garbage", "SPIFFE_ENDPOINT_SOCKET: ")]
    [InlineData("AGENTWEAVE_AGENT_TRUST_DOMAIN='no domain'", "AGENTWEAVE_AGENT_TRUST_DOMAIN: no domain is not a trust domain.")]
    public async Task A_wrong_variable_is_named(string variable, string expected)
    {
        var (code, output) = await CommandRun.InShellAsync($"{variable} exec \"$@\"", "ping", "order", "--data-dir", _folder.At("data"));
        Assert.Equal(ExitCodes.Usage, code);
        Assert.StartsWith(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("call", "--target", Gateway, "--capability", "health")]
    [InlineData("ping", "order")]
    [InlineData("demo")]
    [InlineData("checkouts", "list")]
    [InlineData("keys", "rotate")]
    [InlineData("reconcile")]
    public async Task Where_nothing_runs_it_is_3(params string[] arguments)
    {
        var (code, output) = await CommandRun.OfAsync([.. arguments, "--data-dir", _folder.At("data")]);
        Assert.True(code == ExitCodes.Unreachable, output);
    }

    [Fact]
    public async Task Where_nothing_runs_down_is_done() =>
        Assert.Equal((ExitCodes.Done, "Nothing is running."), await CommandRun.OfAsync("down", "--data-dir", _folder.At("data")));

    [Fact]
    public async Task Status_without_a_terminal_is_JSON()
    {
        var (_, output) = await CommandRun.OfAsync("status", "--data-dir", _folder.At("data"));
        var status = JsonNode.Parse(output)!;
        Assert.Equal(AgentProgram.All.Select(agent => agent.Name), status["agents"]!.AsArray().Select(agent => (string)agent!["name"]!));
        Assert.Equal("stopped", (string?)status["database"]!["state"]);
        Assert.Equal(_folder.At("data"), (string?)status["data_dir"]);
    }

    [Fact]
    public async Task The_repositorys_configuration_is_valid()
    {
        foreach (var agent in AgentProgram.All)
        {
            var (code, output) = await CommandRun.OfAsync("validate", RepositoryRoot.At("config", $"{agent.Name}.yaml"));
            Assert.True(code == ExitCodes.Done, output);
        }
    }

    [Fact]
    public async Task An_unknown_setting_is_named_with_its_line()
    {
        var file = _folder.At("agent.yaml");
        await File.WriteAllTextAsync(file, "agent:\n  name: order\n  colour: red\n");
        var (code, output) = await CommandRun.OfAsync("validate", file);
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("agent.yaml:3:", output, StringComparison.Ordinal);
        Assert.Contains("agent.colour", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client/cli", "agent/gateway", "route", true)]
    [InlineData("agent/order", "agent/payment", "process_payment", true)]
    [InlineData("agent/inventory", "agent/payment", "process_payment", false)]
    [InlineData("client/cli", "agent/payment", "process_payment", false)]
    [InlineData("agent/admin", "agent/user", "update_tier", true)]
    [InlineData("client/cli", "agent/nobody", "route", false)]
    public async Task Authz_check_decides_as_the_agents_do(string caller, string callee, string action, bool allowed)
    {
        var (code, output) = await CommandRun.OfAsync(
            "authz", "check", "--caller", $"spiffe://agentweave.io/{caller}", "--callee", $"spiffe://agentweave.io/{callee}", "--action",
            action);
        Assert.Equal(allowed, (bool?)JsonNode.Parse(output)!["allow"]);
        Assert.Equal(allowed ? ExitCodes.Done : ExitCodes.Failed, code);
    }

    [Fact]
    public async Task A_second_up_on_the_same_data_says_that_one_runs()
    {
        var folder = DataFolder.Of(_folder.At("data"));
        folder.Create();
        using var held = InstanceLock.TryTake(folder.LockFile);
        var (code, output) = await CommandRun.OfAsync("up", "--data-dir", folder.Root, "--port-base", "31000");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("already running", output, StringComparison.Ordinal);
    }
}
