using System.Net.Security;
using System.Text.Json.Nodes;
using Ecommerce.Cli.Output;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Spiffe;

namespace Ecommerce.Cli.Bench;

/// <summary>Calls every variant as the gateway would, in alternating rounds, so that noise of the machine affects all alike.</summary>
internal static class BenchClient
{
    private const int Rounds = 12;
    private static readonly int[] CallerCounts = [1, 16];

    /// <summary>Measures and writes the report to standard output as one line.</summary>
    /// <param name="addresses">What <see cref="BenchServer"/> printed.</param>
    /// <param name="duration">Of everything, the warm-up included.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(JsonNode addresses, TimeSpan duration, CancellationToken cancellationToken)
    {
        var builder = BenchAgent.CreateBuilder(AgentNames.Gateway);
        builder.AddAgentClient<InventoryService.InventoryServiceClient>(AgentNames.Inventory);
        await using var gateway = builder.Build();
        await gateway.StartAsync(cancellationToken);
        var identity = gateway.Services.GetRequiredService<X509Source>();
        await identity.WaitForFirstAsync(cancellationToken);

        using var plaintext = CreateStock(addresses[Variants.Plaintext]!, new());
        using var mutualTls = CreateStock(addresses[Variants.MutualTls]!, StockTls.ForClient(identity.Current!));
        var calls = new Dictionary<string, Func<Task>>
        {
            [Variants.Secured] = Call(gateway.Services.GetRequiredService<InventoryService.InventoryServiceClient>()),
            [Variants.Plaintext] = Call(new(plaintext)),
            [Variants.MutualTls] = Call(new(mutualTls)),
        };
        // Half of the time warms up, until the runtime has compiled hot methods for the last time.
        await MeasureAsync(calls, duration / 2, cancellationToken);
        Console.WriteLine((await MeasureAsync(calls, duration / 2, cancellationToken)).ToJsonString());
        return ExitCodes.Done;
    }

    // Without a propagator no span is created: the agent's telemetry listens in the whole process.
    private static GrpcChannel CreateStock(JsonNode address, SslClientAuthenticationOptions tls) =>
        GrpcChannel.ForAddress((string)address!, new()
        {
            HttpHandler = new SocketsHttpHandler { SslOptions = tls, ActivityHeadersPropagator = null },
            DisposeHttpClient = true,
        });

    private static Func<Task> Call(InventoryService.InventoryServiceClient client) => async () =>
        await client.GetProductAsync(new() { Sku = BenchInventory.Sku });

    private static async Task<JsonObject> MeasureAsync(
        Dictionary<string, Func<Task>> calls, TimeSpan duration, CancellationToken cancellationToken)
    {
        var samples = Variants.All.ToDictionary(variant => variant, _ => CallerCounts.ToDictionary(callers => callers, _ => new Samples()));
        var slice = duration / (Rounds * CallerCounts.Length * calls.Count);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var callers in CallerCounts)
            {
                for (var i = 0; i < Variants.All.Count; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    // Each round starts with the next variant, so that none always follows the same one.
                    var variant = Variants.All[(i + round) % Variants.All.Count];
                    await samples[variant][callers].MeasureAsync(calls[variant], callers, slice);
                }
            }
        }

        return Report(samples);
    }

    private static JsonObject Report(Dictionary<string, Dictionary<int, Samples>> samples)
    {
        var report = new JsonObject();
        foreach (var (variant, byCallers) in samples)
        {
            report[variant] = ByCallers(callers => byCallers[callers].ToJson());
        }

        report["ratio"] = ByCallers(callers => new()
        {
            ["secured_to_plaintext"] = Ratio(callers, Variants.Plaintext),
            ["secured_to_mtls"] = Ratio(callers, Variants.MutualTls),
        });
        return report;

        double Ratio(int callers, string other) =>
            Math.Round(samples[Variants.Secured][callers].PerSecond / samples[other][callers].PerSecond, 3);
    }

    private static JsonObject ByCallers(Func<int, JsonObject> value) =>
        new(CallerCounts.Select(callers => KeyValuePair.Create($"{callers}", (JsonNode?)value(callers))));
}
