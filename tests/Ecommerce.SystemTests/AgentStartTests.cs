using System.Diagnostics;
using Ecommerce.Cli.Development;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>An agent's program that is given what it cannot use says so and ends, before anybody can reach it.</summary>
public sealed class AgentStartTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_policy_that_does_not_parse_stops_every_agent_with_a_line_for_each_fault()
    {
        await File.WriteAllTextAsync(_folder.At("order.rego"), "package order.authz\n\ndecision := {");
        await File.WriteAllTextAsync(_folder.At("user.rego"), "package user.authz\n\n)\n");

        foreach (var agent in AgentNames.All)
        {
            var (code, errors) = await RunAsync(agent, ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", _folder.Path));
            Assert.Equal(1, code);
            Assert.Collection(
                errors,
                line => Assert.StartsWith($"{agent}: {_folder.At("order.rego")}:3:", line, StringComparison.Ordinal),
                line => Assert.StartsWith($"{agent}: {_folder.At("user.rego")}:3:", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_agent_without_its_own_package_does_not_start()
    {
        await File.WriteAllTextAsync(_folder.At("user.rego"), "package user.authz\n\ndefault decision := false\n");

        var (code, errors) = await RunAsync(AgentNames.Order, ("AGENTWEAVE_AUTHORIZATION_POLICY_PATH", _folder.Path));

        Assert.Equal(1, code);
        Assert.Contains("the package order.authz is missing", Assert.Single(errors), StringComparison.Ordinal);
    }

    /// <summary>Its exit code, and the lines of its standard error.</summary>
    private async Task<(int Code, string[] Errors)> RunAsync(string agent, params (string Name, string Value)[] variables)
    {
        var program = AgentProgram.All.Single(program => program.Name == agent);
        var start = new ProcessStartInfo(program.Executable) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        start.Environment.Clear();
        start.Environment["DOTNET_ROOT"] = AgentProgram.DotnetRoot;
        start.Environment["SPIFFE_ENDPOINT_SOCKET"] = $"unix://{_folder.At("none.sock")}";
        foreach (var database in program.Databases)
        {
            start.Environment[$"ConnectionStrings__{database}"] = "Host=127.0.0.1";
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        using var process = Process.Start(start)!;
        try
        {
            var texts = await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.DoesNotContain("   at ", string.Concat(texts), StringComparison.Ordinal);
            return (process.ExitCode, texts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            process.Kill();
        }
    }
}
