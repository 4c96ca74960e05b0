using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Development;

namespace Ecommerce.Cli.Bench;

/// <summary>The two processes of one variant: one serves as the inventory agent, the other calls as the gateway.</summary>
internal sealed class BenchPair : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private readonly BenchChild _server;
    private readonly BenchChild _client;

    private BenchPair(BenchChild server, BenchChild client) => (_server, _client) = (server, client);

    /// <summary>Starts both.</summary>
    /// <param name="variant">One of <see cref="Variants"/>.</param>
    /// <param name="socket">Address of an agent's SPIFFE socket.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CommandException">One does not start.</exception>
    public static async Task<BenchPair> StartAsync(string variant, Func<string, string> socket, CancellationToken cancellationToken)
    {
        var server = BenchChild.Start(AgentNames.Inventory, EnvironmentOf(AgentNames.Inventory, socket), "serve", "--variant", variant);
        try
        {
            var address = (string)JsonNode.Parse(await server.ReadAsync(StartTimeout, cancellationToken))!["address"]!;
            return new(server, BenchChild.Start(
                AgentNames.Gateway, EnvironmentOf(AgentNames.Gateway, socket), "drive", "--variant", variant, "--address", address));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets the client call.</summary>
    public async Task MeasureAsync(SliceOrder order, Samples samples, CancellationToken cancellationToken)
    {
        var limit = StartTimeout + order.Duration;
        var before = await CountAsync(cancellationToken);
        var slice = await _client.AskAsync<Slice>(JsonSerializer.Serialize(order), limit, cancellationToken);
        samples.Add(slice, await CountAsync(cancellationToken) - before);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task<Counters> CountAsync(CancellationToken cancellationToken) =>
        _server.AskAsync<Counters>("", StartTimeout, cancellationToken);

    // An agent's, without auditing, since there is no database.
    private static Dictionary<string, string> EnvironmentOf(string agent, Func<string, string> socket) => new()
    {
        ["DOTNET_ROOT"] = AgentProgram.DotnetRoot,
        ["DOTNET_ENVIRONMENT"] = "Development",
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
}
