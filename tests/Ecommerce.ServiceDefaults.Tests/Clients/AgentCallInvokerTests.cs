using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tests.Capabilities;
using Ecommerce.ServiceDefaults.Transport;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

/// <summary>What opens the breaker that all callers share, and what is tried again.</summary>
public sealed class AgentCallInvokerTests
{
    private const int Threshold = 5;
    private const string Peer = "spiffe://agentweave.io/agent/inventory";

    private readonly CircuitBreaker _breaker = new(Threshold, TimeSpan.FromSeconds(30), TimeProvider.System);

    public static TheoryData<string> Failures => [.. Causes.Keys];

    private static readonly Dictionary<string, (Exception Cause, bool IsPeers)> Causes = new()
    {
        ["nobody listens"] = (new HttpRequestException(HttpRequestError.ConnectionError, "x"), true),
        ["no address"] = (new HttpRequestException(HttpRequestError.NameResolutionError, "x"), true),
        ["the handshake fails"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "x"), true),
        ["the peer is another"] = (new HttpRequestException("x", new SpiffePeerException(PeerRefusal.InvalidChain, "x")), true),
        ["the connection breaks"] = (new HttpRequestException("x", new IOException("x")), true),
        ["the answer ends too early"] = (new HttpIOException(HttpRequestError.ResponseEnded), true),
        ["the stream is reset"] = (new HttpProtocolException(2, "x", null), true),
        ["the request cannot be built"] = (new HttpRequestException("Request headers must contain only ASCII characters."), false),
        ["the request cannot be built at all"] = (new InvalidOperationException("x"), false),
        ["no SVID of one's own"] = (new SpiffeIdentityException("there is no valid SVID to present"), false),
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Only_what_the_peer_did_opens_the_breaker_and_only_that_is_tried_again(string failure)
    {
        var (cause, isPeers) = Causes[failure];
        var handler = new Failing(cause);
        using var channel = Channel(handler);

        // The peer's failures take three tries each, so two calls are enough.
        var calls = isPeers ? 2 : Threshold;
        for (var i = 0; i < calls; i++)
        {
            await Assert.ThrowsAsync<ProblemException>(() => Client(channel).ListProductsAsync(new()).ResponseAsync);
        }

        Assert.Equal(isPeers ? CircuitState.Open : CircuitState.Closed, _breaker.State);
        Assert.Equal(Threshold, handler.Sent);
    }

    [Fact]
    public async Task A_missing_identity_of_ones_own_is_told_as_such_and_calls_work_as_soon_as_it_is_back()
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);
        var identity = new Failing(new SpiffeIdentityException("there is no valid SVID to present"))
        {
            InnerHandler = new SocketsHttpHandler(),
        };
        using var channel = Channel(identity, door.Address);
        for (var i = 0; i < 2 * Threshold; i++)
        {
            var problem =
                await Assert.ThrowsAsync<ProblemException>(
                    () => Client(channel).ListProductsAsync(new(), Door.From("agent/gateway")).ResponseAsync);
            Assert.Equal((ErrorCodes.Unavailable, "This agent has no valid identity at the moment."), (problem.Code, problem.Message));
        }

        identity.Over();

        Assert.Equal("WIDGET-001", (await Client(channel).ListProductsAsync(new(), Door.From("agent/gateway"))).Products.Single().Sku);
    }

    [Fact]
    public async Task A_header_that_cannot_be_sent_is_the_callers_failure_alone()
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);
        using var channel = Channel(new SocketsHttpHandler(), door.Address);
        for (var i = 0; i < Threshold; i++)
        {
            var headers = Door.From("agent/gateway");
            headers.Add(IdempotencyKeys.MetadataKey, i % 2 == 0 ? "é" : new string('a', 40_000));
            var problem = await Assert.ThrowsAsync<ProblemException>(() => Client(channel).ListProductsAsync(new(), headers).ResponseAsync);
            Assert.Equal(ErrorCodes.Internal, problem.Code);
        }

        Assert.Single((await Client(channel).ListProductsAsync(new(), Door.From("agent/gateway"))).Products);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(149)]
    [InlineData(-1000)]
    public async Task A_hop_with_less_than_fifty_milliseconds_left_is_answered_without_a_call(int left)
    {
        var handler = new Failing(new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        using var channel = Channel(handler);
        for (var i = 0; i < Threshold; i++)
        {
            var problem =
                await Assert.ThrowsAsync<ProblemException>(
                    () => ServingAsync(left, () => Client(channel).ListProductsAsync(new()).ResponseAsync));
            Assert.Equal(ErrorCodes.DeadlineExceeded, problem.Code);
        }

        Assert.Equal((0, CircuitState.Closed), (handler.Sent, _breaker.State));
    }

    [Theory]
    [InlineData(0.1, true)]
    [InlineData(10, false)]
    public async Task A_timeout_counts_when_the_peer_was_given_its_time(double fair, bool counts)
    {
        using var channel = Channel(new Silent());
        var client = Client(channel, TimeSpan.FromSeconds(fair));
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(400);

        var problems = await Task.WhenAll(Enumerable.Range(0, Threshold).Select(_ => Assert.ThrowsAsync<ProblemException>(
            () => client.ListProductsAsync(new(), deadline: deadline).ResponseAsync)));

        Assert.All(problems, problem => Assert.Equal(ErrorCodes.DeadlineExceeded, problem.Code));
        Assert.Equal(counts ? CircuitState.Open : CircuitState.Closed, _breaker.State);
    }

    [Fact]
    public async Task A_message_that_is_too_large_to_be_sent_says_nothing_of_the_peer()
    {
        using var channel = Channel(new Silent());
        var request = new ListProductsRequest { PageToken = new string('a', MessageLimits.Request) };
        for (var i = 0; i < Threshold; i++)
        {
            await Assert.ThrowsAsync<ProblemException>(() => Client(channel).ListProductsAsync(request).ResponseAsync);
        }

        Assert.Equal(CircuitState.Closed, _breaker.State);
    }

    private static GrpcChannel Channel(HttpMessageHandler handler, string address = "http://peer") =>
        GrpcChannel.ForAddress(address, AgentChannels.Options(handler));

    private InventoryService.InventoryServiceClient Client(GrpcChannel channel, TimeSpan? fair = null) => new(new AgentCallInvoker(
        new AgentPeer(Peer, _breaker, new RetryBudget()),
        channel,
        new AgentClientServices(
            Self: null, Authorizer: null, ForwardsActor: false, Threshold, fair ?? TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30),
            RetryAttempts: 3, Backoff: TimeSpan.FromTicks(1), BackoffLimit: TimeSpan.FromTicks(1), TimeProvider.System,
            NullLogger.Instance)));

    // As an agent's code that serves a call with so much time left.
    private static async Task ServingAsync(int milliseconds, Func<Task> code)
    {
        CapabilityContext.Current = new CapabilityContext
        {
            Capability = CapabilityCatalogue.Find(AgentNames.Order, "create_order")!,
            Caller = Peer,
            Actor = Peer,
            Scope = Scope.Any,
            Deadline = TimeProvider.System.GetUtcNow().AddMilliseconds(milliseconds),
        };
        await code();
    }

    private sealed class Inventory : InventoryService.InventoryServiceBase
    {
        public override Task<ProductList> ListProducts(ListProductsRequest request, ServerCallContext context) =>
            Task.FromResult(new ProductList { Products = { new Product { Sku = "WIDGET-001" } } });
    }

    private sealed class Failing(Exception cause) : DelegatingHandler
    {
        private bool _over;

        public int Sent { get; private set; }

        public void Over() => _over = true;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent++;
            return _over ? base.SendAsync(request, cancellationToken) : Task.FromException<HttpResponseMessage>(cause);
        }
    }

    private sealed class Silent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                await content.CopyToAsync(Stream.Null, cancellationToken);
            }
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("nothing ends this wait but its token");
        }
    }
}
