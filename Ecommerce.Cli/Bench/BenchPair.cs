using System.Text.Json;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;

namespace Ecommerce.Cli.Bench;

/// <summary>The two processes of one rung: one serves as the inventory agent, the other calls as the gateway.</summary>
internal sealed class BenchPair : IAsyncDisposable
{
    // A breakdown has more than thirty processes, and each does its part of a slice beside whatever else the machine does.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private readonly BenchChild _server;
    private readonly BenchChild _client;
    private readonly MeshProxies? _proxies;

    private BenchPair(BenchChild server, Uri address, BenchChild client, MeshProxies? proxies) =>
        (_server, Address, _client, _proxies) = (server, address, client, proxies);

    /// <summary>What the client calls.</summary>
    public Uri Address { get; }

    /// <summary>The processes of each part: <c>client</c>, <c>server</c>, and <c>envoys</c> and <c>opa</c> where there are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Parts
    {
        get
        {
            var parts = new Dictionary<string, IReadOnlyList<int>> { ["client"] = [_client.Id], ["server"] = [_server.Id] };
            if (_proxies is not null)
            {
                (parts["envoys"], parts["opa"]) = (_proxies.Envoys, [_proxies.Opa]);
            }

            return parts;
        }
    }

    /// <summary>Starts both.</summary>
    /// <param name="rung">How to call and serve.</param>
    /// <param name="site">What they share with others.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="through">Starts proxies in front of the server; null where the client calls it directly.</param>
    /// <exception cref="CommandException">One does not start.</exception>
    public static async Task<BenchPair> StartAsync(
        Rung rung, BenchSite site, CancellationToken cancellationToken, Func<Uri, Task<MeshProxies>>? through = null)
    {
        var server = Start(AgentNames.Inventory, "serve", "--rung", $"{rung}");
        MeshProxies? proxies = null;
        try
        {
            var address = await server.ReadAddressAsync(Timeout, cancellationToken);
            if (through is not null)
            {
                proxies = await through(address);
                address = proxies.Entry;
            }

            var client = Start(AgentNames.Gateway, "drive", "--rung", $"{rung}", "--address", address.ToString());
            return new(server, address, client, proxies);
        }
        catch
        {
            await EndAsync(proxies, server);
            throw;
        }

        BenchChild Start(string agent, params string[] arguments) =>
            BenchChild.Start(agent, site.EnvironmentOf(agent, rung), arguments);
    }

    /// <summary>Lets the client call.</summary>
    public async Task MeasureAsync(SliceOrder order, Samples samples, CancellationToken cancellationToken)
    {
        var before = await CountAsync(cancellationToken);
        var slice = await CallAsync(order, cancellationToken);
        samples.Add(slice, await CountAsync(cancellationToken) - before);
    }

    /// <summary>Lets the client call, and asks nothing of the server.</summary>
    public Task<Slice> CallAsync(SliceOrder order, CancellationToken cancellationToken) =>
        _client.AskAsync<Slice>(JsonSerializer.Serialize(order), Timeout + order.Duration, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => EndAsync(_client, _proxies, _server);

    private static async ValueTask EndAsync(params IAsyncDisposable?[] parts)
    {
        foreach (var part in parts)
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }
    }

    private Task<Counters> CountAsync(CancellationToken cancellationToken) => _server.AskAsync<Counters>("", Timeout, cancellationToken);
}
