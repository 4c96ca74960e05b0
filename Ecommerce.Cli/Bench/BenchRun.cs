using System.Globalization;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Bench;

/// <summary>
/// One measurement: a development authority here, a process that serves as the inventory agent, and a process that calls as the gateway.
/// Nothing of a running shop is touched.
/// </summary>
internal static class BenchRun
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Measures for that long and returns the report.</summary>
    /// <exception cref="CommandException">A part does not start.</exception>
    public static async Task<JsonNode> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var temporary = Directory.CreateTempSubdirectory("ecommerce-bench-");
        try
        {
            var folder = DataFolder.Of(temporary.FullName);
            await using var authority = await AuthorityLauncher.StartAsync(
                folder, folder.At("sockets"), strict: false, svidLifetime: null, TimeProvider.System, cancellationToken);
            await using var server =
                BenchChild.Start(EnvironmentOf(AgentNames.Inventory, authority.SocketFor, securedAddress: null), "serve");
            var addresses = await server.ReadAsync(StartTimeout, cancellationToken);
            var secured = (string?)JsonNode.Parse(addresses)![Variants.Secured];
            await using var client = BenchChild.Start(
                EnvironmentOf(AgentNames.Gateway, authority.SocketFor, secured), "drive", "--addresses", addresses,
                "--seconds", duration.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            return JsonNode.Parse(await client.ReadAsync(StartTimeout + duration, cancellationToken))!;
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    // An agent's, without auditing, since there is no database; with the runtime settings that agents are built with.
    private static Dictionary<string, string> EnvironmentOf(string agent, Func<string, string> socket, string? securedAddress)
    {
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_ROOT"] = AgentProgram.DotnetRoot,
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["DOTNET_gcServer"] = "1",
            ["DOTNET_gcConcurrent"] = "1",
            ["DOTNET_TieredPGO"] = "1",
            ["DOTNET_EnableDiagnostics"] = "0",
            ["AGENTWEAVE_AGENT_ENVIRONMENT"] = "development",
            [Registrations.TrustDomainVariable] = Registrations.TrustDomain,
            ["AGENTWEAVE_AUTHORIZATION_POLICY_PATH"] = RepositoryRoot.At("policies"),
            ["AGENTWEAVE_AUTHORIZATION_AUDIT_ENABLED"] = "false",
            ["AGENTWEAVE_OBSERVABILITY_LOG_LEVEL"] = "Warning",
            ["SPIFFE_ENDPOINT_SOCKET"] = socket(agent),
            ["AGENTWEAVE_SERVER_HOST"] = "127.0.0.1",
            ["AGENTWEAVE_SERVER_PORT"] = "0",
            ["AGENTWEAVE_SERVER_GRPC_HEALTH_PORT"] = "0",
            ["AGENTWEAVE_SERVER_HTTP_HEALTH_PORT"] = "0",
        };
        if (securedAddress is not null)
        {
            variables[$"services__{AgentNames.Inventory}__https__0"] = securedAddress;
        }

        return variables;
    }
}
