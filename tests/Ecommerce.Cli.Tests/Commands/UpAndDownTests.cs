using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Ecommerce.Testing;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary><c>up</c> and <c>down</c> as they are typed, with everything that they start.</summary>
[Trait("Form", "long")]
public sealed class UpAndDownTests : IDisposable
{
    private readonly TestFolder _folder = TestFolder.OfShop();

    private DataFolder Data => DataFolder.Of(_folder.At("data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Down_leaves_no_process_socket_or_lock_also_after_up_was_killed()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        await UpAsync();
        // A busy machine may take an agent's readiness away for a moment.
        await Eventually.HoldsAsync(async () => (await RunAsync("status")).ExitCode == ExitCodes.Done, () => "all agents are ready");
        await DownAsync();

        await UpAsync();
        var killed = Instance.Read(Data)!;
        killed.Runner.Send(Signal.Kill);
        await Eventually.HoldsAsync(() => !killed.Runner.IsAlive, "the runner ends");
        Assert.All(killed.Processes.Values, process => Assert.True(process.IsAlive));
        await DownAsync();
        Assert.DoesNotContain(killed.Processes.Values, process => process.IsAlive);
    }

    [Fact]
    public async Task A_new_up_stops_what_a_killed_one_left()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        await UpAsync();
        var killed = Instance.Read(Data)!;
        killed.Runner.Send(Signal.Kill);
        await Eventually.HoldsAsync(() => !killed.Runner.IsAlive, "the runner ends");
        await UpAsync(killed.PortBase);
        Assert.DoesNotContain(killed.Processes.Values, process => process.IsAlive);
        await DownAsync();
    }

    [Fact]
    public async Task A_detached_shop_keeps_no_lock_and_no_pipe_of_who_started_it_and_its_hints_work()
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        var held = _folder.At("lock");
        // Descriptor 7 is the pipe that is read here to its end.
        var (code, output) = await CommandRun.InShellAsync(
            $"exec 7>&1 9>'{held}' && flock 9 && exec \"$@\"",
            "up", "--detach", "--port-base", $"{FreePorts.FindBase()}", "--data-dir", Data.Root);
        Assert.True(code == ExitCodes.Done, output);
        Assert.All(Instance.Read(Data)!.Processes.Values, process => Assert.True(process.IsAlive));
        Assert.Equal(0, (await Tool.RunAsync(TimeSpan.FromSeconds(5), "flock", "-n", held, "true")).ExitCode);

        // What it says to try works for this shop as it stands there; the tour has tests of its own, and down comes last.
        var lines = output.Split("Try:\n")[1].Split('\n').Where(line => !line.Contains("demo", StringComparison.Ordinal)).ToList();
        var (tried, said) = await Tool.RunAsync(
            TimeSpan.FromMinutes(5), "sh", "-c", $"set -e; cd '{RepositoryRoot.Path}'; {string.Join('\n', lines)}");
        Assert.True(tried == ExitCodes.Done, said);
        Assert.Equal(3, lines.Count(line => line.Contains($"--data-dir {Data.Root}", StringComparison.Ordinal)));
        Assert.Null(Instance.Read(Data));
    }

    [Theory]
    [InlineData("exec \"$@\" --failpoints '{0}'")]
    [InlineData("Failpoints__Directory='{0}' exec \"$@\"")]
    public async Task A_failpoint_that_is_armed_with_up_kills_the_agent_once_and_the_order_is_confirmed(string script)
    {
        Assert.SkipUnless(AgentProgram.All.All(agent => File.Exists(agent.Executable)), "The agents are not built: eng/build.sh.");
        var armed = Path.Combine(Directory.CreateDirectory(_folder.At("failpoints")).FullName, "order.before_confirm");
        var (code, output) = await CommandRun.InShellAsync(
            string.Format(CultureInfo.InvariantCulture, script, Path.GetDirectoryName(armed)),
            "up", "--detach", "--port-base", $"{FreePorts.FindBase()}", "--data-dir", Data.Root);
        Assert.True(code == ExitCodes.Done, output);
        var agent = Instance.Read(Data)!.Processes["order"];
        await File.WriteAllTextAsync(armed, "");

        var user = await RouteAsync("user", "create_user", """{"email": "ada@example.com", "name": "Ada"}""");
        var id = (string)JsonNode.Parse(user)!["artifacts"]![0]!["data"]!["user_id"]!;
        await RouteAsync("order", "create_order", $$"""
            {"user_id": "{{id}}", "items": [{"sku": "WIDGET-001", "quantity": 1}], "payment_method": "credit_card"}
            """);
        Assert.False(File.Exists(armed));
        await Eventually.HoldsAsync(() => !agent.IsAlive, "the agent ends");
        var orders = "";
        for (var tries = 0; tries < 60 && !orders.Contains("\"confirmed\"", StringComparison.Ordinal); tries++)
        {
            orders = await RouteAsync("order", "list_orders", $$"""{"user_id": "{{id}}"}""");
        }

        Assert.Contains("\"confirmed\"", orders, StringComparison.Ordinal);
        await DownAsync();
    }

    private async Task<string> RouteAsync(string service, string action, string payload) => (await RunAsync(
        "call", "--target", "gateway", "--capability", "route",
        "--data", $$"""{"service": "{{service}}", "action": "{{action}}", "payload": {{payload}}}""")).Output;

    private async Task UpAsync(int? portBase = null)
    {
        var (code, output) = await RunAsync("up", "--detach", "--port-base", $"{portBase ?? FreePorts.FindBase()}");
        Assert.True(code == ExitCodes.Done, output);
    }

    private async Task DownAsync()
    {
        var running = Instance.Read(Data)!.Processes.Values.ToList();
        var (code, output) = await RunAsync("down");
        Assert.True(code == ExitCodes.Done, output);
        Assert.DoesNotContain(running, process => process.IsAlive);
        Assert.False(Directory.Exists(Data.Runtime));
        Assert.False(File.Exists(Data.LockFile));
        Assert.False(File.Exists(Data.InstanceFile));
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) =>
        CommandRun.OfAsync([.. arguments, "--data-dir", Data.Root]);
}
