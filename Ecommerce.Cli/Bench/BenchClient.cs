using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Spiffe;
using Spiffe.Tls;

namespace Ecommerce.Cli.Bench;

/// <summary>The callers of one rung, in a process of their own.</summary>
internal static class BenchClient
{
    // As long as an agent's client gives a call that has no deadline.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private const int MaxAttempts = 5;

    /// <summary>Answers each <see cref="SliceOrder"/> with its <see cref="Slice"/>, until standard input ends.</summary>
    /// <param name="rung">How to call.</param>
    /// <param name="address">What <see cref="BenchServer"/> printed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(Rung rung, string address, CancellationToken cancellationToken)
    {
        var where = new Dictionary<string, string?> { [$"services:{AgentNames.Inventory}:https:0"] = address };
        if (rung >= Rung.OutboundDecision)
        {
            return await RunAgentAsync(rung, where, cancellationToken);
        }

        await using var source = BenchAgent.FollowIdentity(AgentNames.Gateway);
        await source.WaitForFirstAsync(cancellationToken);
        if (rung < Rung.Client)
        {
            using var channel = GrpcChannel.ForAddress(
                address, new() { HttpHandler = CreateHandler(rung, source), DisposeHttpClient = true });
            return await MeasureAsync(new(channel), rung, cancellationToken);
        }

        using var clients = AgentClients.ForProgram(
            source, proof: null, new ConfigurationBuilder().AddInMemoryCollection(where).Build(), TimeProvider.System,
            NullLoggerFactory.Instance);
        return await MeasureAsync(
            new(clients.To(Registrations.AgentId(AgentNames.Inventory), ResilienceOf(rung))), rung, cancellationToken);
    }

    private static async Task<int> RunAgentAsync(Rung rung, Dictionary<string, string?> where, CancellationToken cancellationToken)
    {
        var builder = BenchAgent.CreateBuilder(AgentNames.Gateway, rung);
        builder.Configuration.AddInMemoryCollection(where);
        builder.AddAgentClient<InventoryService.InventoryServiceClient>(AgentNames.Inventory, ResilienceOf(rung));
        await using var gateway = builder.Build();
        await gateway.StartAsync(cancellationToken);
        await gateway.Services.GetRequiredService<X509Source>().WaitForFirstAsync(cancellationToken);
        return await MeasureAsync(gateway.Services.GetRequiredService<InventoryService.InventoryServiceClient>(), rung, cancellationToken);
    }

    private static HttpMessageHandler CreateHandler(Rung rung, X509Source source) => rung switch
    {
        Rung.Plaintext => new SocketsHttpHandler(),
        Rung.Mtls => new SocketsHttpHandler { SslOptions = StockTls.ForClient(source.Current!) },
        _ => new SpiffeHttpHandler(source, SpiffeId.Parse(Registrations.AgentId(AgentNames.Inventory))),
    };

    private static CallResilience ResilienceOf(Rung rung) => rung < Rung.Resilience ? CallResilience.None : CallResilience.Default;

    private static async Task<int> MeasureAsync(
        InventoryService.InventoryServiceClient client, Rung rung, CancellationToken cancellationToken)
    {
        // An agent's client sets its own.
        Func<Task> call = rung == Rung.Deadline
            ? async () => await client.GetProductAsync(
                new() { Sku = BenchInventory.Sku }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Deadline)
            : async () => await client.GetProductAsync(new() { Sku = BenchInventory.Sku });
        await ConnectAsync(call);
        return await BenchLoop.RunAsync(line => JsonSerializer.Deserialize<SliceOrder>(line)!.RunAsync(call), cancellationToken);
    }

    // While the processes of all rungs start, a handshake may take longer than a client waits for one.
    private static async Task ConnectAsync(Func<Task> call)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (Exception exception) when (exception is RpcException or ProblemException && attempt < MaxAttempts)
            {
                // The next attempt begins at once: this one has waited.
            }
        }
    }
}
