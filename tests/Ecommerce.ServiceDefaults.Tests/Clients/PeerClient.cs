using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Polly;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

/// <summary>A client of a peer that a handler plays, with the peer's breaker to look into.</summary>
internal sealed class PeerClient : IDisposable
{
    /// <summary>The peer's SPIFFE ID.</summary>
    public const string Peer = "spiffe://agentweave.io/agent/inventory";

    /// <summary>Consecutive failures that open the breaker unless a test sets another number.</summary>
    public const int Threshold = 5;

    private static readonly (string Field, string Value) NoBackoff = ("retry:backoff_base_seconds", "0");

    private readonly GrpcChannel _channel;

    private PeerClient(
        HttpMessageHandler peer, string address, Func<PeerClient, ResiliencePipeline> pipeline, TimeProvider time,
        int threshold = Threshold)
    {
        _channel = GrpcChannel.ForAddress(address, AgentChannels.Options(peer));
        Breaker = new(threshold, TimeSpan.FromSeconds(30), time);
        var invoker = new AgentCallInvoker(new AgentPeer(Peer, pipeline(this)), _channel, new AgentClientOptions(), time, Log);
        (Client, Orders) = (new(invoker), new(invoker));
    }

    /// <summary>Its calls go to the peer.</summary>
    public InventoryService.InventoryServiceClient Client { get; }

    /// <summary>As <see cref="Client"/>, of capabilities that take a key.</summary>
    public OrderService.OrderServiceClient Orders { get; }

    /// <summary>The peer's breaker, which calls with <see cref="CallResilience.None"/> do not pass.</summary>
    public CircuitBreaker Breaker { get; }

    /// <summary>What was logged.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>A client with every strategy, whose waits before retries are of no length.</summary>
    /// <param name="peer">Plays the peer.</param>
    /// <param name="address">Its address.</param>
    /// <param name="time">The clock; the system's if null.</param>
    /// <param name="threshold">Consecutive failures that open the breaker.</param>
    /// <param name="settings">Fields below <c>transport</c> and their values.</param>
    public static PeerClient Create(
        HttpMessageHandler peer, string address = "http://peer", TimeProvider? time = null, int threshold = Threshold,
        params (string Field, string Value)[] settings)
    {
        var clock = time ?? TimeProvider.System;
        return new(
            peer, address,
            client => PeerPipelines.Create(
                Peer, client.Breaker, Settings([NoBackoff, .. settings]), clock, client.Log),
            clock, threshold);
    }

    /// <summary>The same, whose retries are counted.</summary>
    public static PeerClient CreateCounted(HttpMessageHandler peer, AgentMetrics metrics) => new(
        peer, "http://peer",
        client => new PeerPipelines(Settings([NoBackoff]), metrics, TimeProvider.System, client.Log).For(Peer, CallResilience.Default),
        TimeProvider.System);

    /// <summary>A client with <see cref="CallResilience.None"/>.</summary>
    public static PeerClient CreateWithoutResilience(HttpMessageHandler peer) => new(
        peer, "http://peer",
        client => new PeerPipelines(Settings([NoBackoff]), metrics: null, TimeProvider.System, client.Log).For(Peer, CallResilience.None),
        TimeProvider.System);

    /// <summary>Makes an idempotent call that must fail with that code.</summary>
    public async Task<ProblemException> FailAsync(string code)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => Client.ListProductsAsync(new()).ResponseAsync);
        Assert.Equal(code, problem.Code);
        return problem;
    }

    public void Dispose() => _channel.Dispose();

    // The later of two values of a field counts.
    private static AgentSettings Settings(IEnumerable<(string Field, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        foreach (var (field, value) in settings)
        {
            configuration[$"{AgentSchema.Section}:transport:{field}"] = value;
        }

        return new(configuration);
    }
}
