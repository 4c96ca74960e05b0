using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Bench;

/// <summary>The two processes of one rung: one serves as the inventory agent, the other calls as the gateway.</summary>
internal sealed class BenchPair : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly BenchChild _server;
    private readonly BenchChild _client;

    private BenchPair(BenchChild server, BenchChild client) => (_server, _client) = (server, client);

    /// <summary>Starts both.</summary>
    /// <exception cref="CommandException">One does not start.</exception>
    public static async Task<BenchPair> StartAsync(Rung rung, BenchSite site, CancellationToken cancellationToken)
    {
        var server = Start(AgentNames.Inventory, "serve", "--rung", $"{rung}");
        try
        {
            var address = (string)JsonNode.Parse(await server.ReadAsync(Timeout, cancellationToken))!["address"]!;
            return new(server, Start(AgentNames.Gateway, "drive", "--rung", $"{rung}", "--address", address));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        BenchChild Start(string agent, params string[] arguments) =>
            BenchChild.Start(agent, site.EnvironmentOf(agent, rung), arguments);
    }

    /// <summary>Lets the client call.</summary>
    public async Task MeasureAsync(SliceOrder order, Samples samples, CancellationToken cancellationToken)
    {
        var before = await CountAsync(cancellationToken);
        var slice = await _client.AskAsync<Slice>(JsonSerializer.Serialize(order), Timeout + order.Duration, cancellationToken);
        samples.Add(slice, await CountAsync(cancellationToken) - before);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task<Counters> CountAsync(CancellationToken cancellationToken) => _server.AskAsync<Counters>("", Timeout, cancellationToken);
}
