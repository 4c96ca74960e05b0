using System.Net.Security;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Spiffe;

namespace Ecommerce.Cli.Bench;

/// <summary>The callers of one variant, in a process of their own.</summary>
internal static class BenchClient
{
    /// <summary>Answers each <see cref="SliceOrder"/> with its <see cref="Slice"/>, until standard input ends.</summary>
    /// <param name="variant">One of <see cref="Variants"/>.</param>
    /// <param name="address">What <see cref="BenchServer"/> printed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<int> RunAsync(string variant, string address, CancellationToken cancellationToken) =>
        variant == Variants.Secured ? RunAgentAsync(address, cancellationToken) : RunStockAsync(variant, address, cancellationToken);

    private static async Task<int> RunAgentAsync(string address, CancellationToken cancellationToken)
    {
        var builder = BenchAgent.CreateBuilder(AgentNames.Gateway);
        builder.Configuration[$"services:{AgentNames.Inventory}:https:0"] = address;
        builder.AddAgentClient<InventoryService.InventoryServiceClient>(AgentNames.Inventory);
        await using var gateway = builder.Build();
        await gateway.StartAsync(cancellationToken);
        await gateway.Services.GetRequiredService<X509Source>().WaitForFirstAsync(cancellationToken);
        return await MeasureAsync(gateway.Services.GetRequiredService<InventoryService.InventoryServiceClient>(), cancellationToken);
    }

    private static async Task<int> RunStockAsync(string variant, string address, CancellationToken cancellationToken)
    {
        await using var source = BenchAgent.FollowIdentity(AgentNames.Gateway);
        await source.WaitForFirstAsync(cancellationToken);
        using var channel = GrpcChannel.ForAddress(address, new()
        {
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = variant == Variants.MutualTls ? StockTls.ForClient(source.Current!) : new SslClientAuthenticationOptions(),
            },
            DisposeHttpClient = true,
        });
        return await MeasureAsync(new(channel), cancellationToken);
    }

    private static Task<int> MeasureAsync(InventoryService.InventoryServiceClient client, CancellationToken cancellationToken) =>
        BenchLoop.RunAsync(
            line => JsonSerializer.Deserialize<SliceOrder>(line)!.RunAsync(
                async () => await client.GetProductAsync(new() { Sku = BenchInventory.Sku })),
            cancellationToken);
}
