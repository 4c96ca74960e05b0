using System.Text.Json.Nodes;
using Ecommerce.Development;
using Ecommerce.Testing;
using Spiffe;
using Spiffe.Authority;

namespace Ecommerce.Cli.Tests.Commands;

/// <summary>
/// A shop whose Workload API knows a program, not a socket: the command is two workloads there, <c>cli</c> and <c>admin</c>.
/// </summary>
public sealed class SharedSocketTests
{
    [Fact]
    public async Task The_command_takes_its_own_identity_and_the_administrators_only_when_asked()
    {
        using var folder = new TestFolder();
        SpiffeId admin = SpiffeId.Parse("spiffe://agentweave.io/agent/admin"), cli = SpiffeId.Parse("spiffe://agentweave.io/client/cli");
        var sockets = folder.At("sockets");
        await using var authority = await DevelopmentAuthority.StartAsync(
            new()
            {
                SocketDirectory = sockets,
                DataDirectory = folder.At("authority"),
                TrustDomain = TrustDomain.Parse("agentweave.io"),
                Registrations = [new("agent", [admin, cli])],
            },
            TestContext.Current.CancellationToken);
        var data = DataFolder.Of(folder.At("data"));
        data.Create();
        new Instance(ProcessIdentity.Current, Ready: true, null, "", null, new Dictionary<string, ProcessIdentity>())
        {
            SharedSocket = Path.Combine(sockets, "agent.sock"),
        }.Write(data);

        string[] show = ["identity", "show", "--data-dir", data.Root];
        Assert.Equal(cli.ToString(), IdOf((await CommandRun.OfAsync(show)).Output));
        Assert.Equal(admin.ToString(), IdOf((await CommandRun.InShellAsync("ECOMMERCE_IDENTITY=admin \"$@\"", show)).Output));
    }

    private static string? IdOf(string output) => (string?)JsonNode.Parse(output)!["spiffe_id"];
}
