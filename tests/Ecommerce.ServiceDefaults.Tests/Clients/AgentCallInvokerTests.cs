using System.Net;
using System.Net.Sockets;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tests.Capabilities;
using Ecommerce.ServiceDefaults.Transport;
using Grpc.Core;
using Spiffe.Tls;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

/// <summary>What opens the breaker that all callers share, and what is tried again.</summary>
public sealed class AgentCallInvokerTests
{
    private const int Threshold = PeerClient.Threshold;

    public static TheoryData<string> Failures => [.. Causes.Keys];

    private static readonly Dictionary<string, (Exception Cause, bool IsPeers)> Causes = new()
    {
        ["no listener"] = (new HttpRequestException(HttpRequestError.ConnectionError, "x"), true),
        ["no address"] = (new HttpRequestException(HttpRequestError.NameResolutionError, "x"), true),
        ["the handshake fails"] = (new HttpRequestException(HttpRequestError.SecureConnectionError, "x"), true),
        ["the peer is another"] = (new HttpRequestException("x", new SpiffePeerException(PeerRefusal.InvalidChain, "x")), true),
        ["the connection breaks"] = (new HttpRequestException("x", new IOException("x")), true),
        ["the answer ends too early"] = (new HttpIOException(HttpRequestError.ResponseEnded), true),
        ["the stream is reset"] = (new HttpProtocolException(2, "x", null), true),
        ["the request cannot be built"] = (new HttpRequestException("Request headers must contain only ASCII characters."), false),
        ["the request cannot be built at all"] = (new InvalidOperationException("x"), false),
        ["no own SVID"] = (new SpiffeIdentityException("there is no valid SVID to present"), false),
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Only_what_the_peer_did_opens_the_breaker_and_only_that_is_tried_again(string failure)
    {
        var (cause, isPeers) = Causes[failure];
        var handler = new Failing(cause);
        using var peer = PeerClient.Create(handler);

        // The peer's failures take three attempts each, so two calls are enough.
        var calls = isPeers ? 2 : Threshold;
        for (var i = 0; i < calls; i++)
        {
            await Assert.ThrowsAsync<ProblemException>(() => peer.Client.ListProductsAsync(new()).ResponseAsync);
        }

        Assert.Equal(isPeers ? CircuitState.Open : CircuitState.Closed, peer.Breaker.State);
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
        using var peer = PeerClient.Create(identity, door.Address);
        for (var i = 0; i < 2 * Threshold; i++)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(
                () => peer.Client.ListProductsAsync(new(), Door.FromGateway("list_products")).ResponseAsync);
            Assert.Equal((ErrorCodes.Unavailable, "This agent has no valid identity at the moment."), (problem.Code, problem.Message));
        }

        identity.Over();

        Assert.Equal("WIDGET-001", (await peer.Client.ListProductsAsync(new(), Door.FromGateway("list_products"))).Products.Single().Sku);
    }

    [Fact]
    public async Task A_header_that_cannot_be_sent_is_the_callers_failure_alone()
    {
        await using var door = await Door.OpenAsync<Inventory>(AgentNames.Inventory);
        using var peer = PeerClient.Create(new SocketsHttpHandler(), door.Address);
        for (var i = 0; i < Threshold; i++)
        {
            var headers = Door.FromGateway("list_products");
            headers.Add(IdempotencyKeys.MetadataKey, i % 2 == 0 ? "é" : new string('a', 40_000));
            var problem = await Assert.ThrowsAsync<ProblemException>(() => peer.Client.ListProductsAsync(new(), headers).ResponseAsync);
            Assert.Equal(ErrorCodes.Internal, problem.Code);
        }

        Assert.Single((await peer.Client.ListProductsAsync(new(), Door.FromGateway("list_products"))).Products);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(149)]
    [InlineData(-1000)]
    public async Task A_hop_with_less_than_fifty_milliseconds_left_is_answered_without_a_call(int left)
    {
        var handler = new Failing(new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        using var peer = PeerClient.Create(handler);
        for (var i = 0; i < Threshold; i++)
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(
                () => ServingAsync(left, () => peer.Client.ListProductsAsync(new()).ResponseAsync));
            Assert.Equal(ErrorCodes.DeadlineExceeded, problem.Code);
        }

        Assert.Equal((0, CircuitState.Closed), (handler.Sent, peer.Breaker.State));
    }

    [Theory]
    [InlineData("0.1", true)]
    [InlineData("10", false)]
    public async Task A_timeout_counts_when_the_peer_was_given_its_time(string fair, bool counts)
    {
        using var peer = PeerClient.Create(new Silent(), settings: ("circuit_breaker:fair_time_seconds", fair));
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(400);

        var problems = await Task.WhenAll(Enumerable.Range(0, Threshold).Select(_ => Assert.ThrowsAsync<ProblemException>(
            () => peer.Client.ListProductsAsync(new(), deadline: deadline).ResponseAsync)));

        Assert.All(problems, problem => Assert.Equal(ErrorCodes.DeadlineExceeded, problem.Code));
        Assert.Equal(counts ? CircuitState.Open : CircuitState.Closed, peer.Breaker.State);
    }

    [Fact]
    public async Task A_peer_that_takes_a_connection_and_never_shakes_hands_is_away()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(100) };
        using var peer = PeerClient.Create(handler, $"https://{listener.LocalEndpoint}", threshold: 3);

        var problem = await peer.FailAsync(ErrorCodes.Unavailable);

        Assert.Equal((TimeSpan.FromSeconds(1), ProblemException.UnreachableMessage), (problem.RetryAfter, problem.Message));
        Assert.Equal(CircuitState.Open, peer.Breaker.State);
    }

    [Fact]
    public async Task A_message_that_is_too_large_to_be_sent_says_nothing_of_the_peer()
    {
        using var peer = PeerClient.Create(new Silent());
        var request = new ListProductsRequest { PageToken = new string('a', MessageLimits.Request) };
        for (var i = 0; i < Threshold; i++)
        {
            await Assert.ThrowsAsync<ProblemException>(() => peer.Client.ListProductsAsync(request).ResponseAsync);
        }

        Assert.Equal(CircuitState.Closed, peer.Breaker.State);
    }

    [Fact]
    public async Task A_caller_that_cancels_says_nothing_of_the_peer()
    {
        var silent = new Silent();
        using var peer = PeerClient.Create(silent, settings: ("circuit_breaker:fair_time_seconds", "0"));
        for (var i = 0; i < Threshold; i++)
        {
            using var caller = new CancellationTokenSource();
            var call = peer.Client.ListProductsAsync(new(), cancellationToken: caller.Token).ResponseAsync;
            Assert.True(await silent.Asked.WaitAsync(TimeSpan.FromSeconds(10), caller.Token));
            await caller.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        Assert.Equal(CircuitState.Closed, peer.Breaker.State);
    }

    // As an agent's code that serves a call with so much time left.
    private static async Task ServingAsync(int milliseconds, Func<Task> code)
    {
        CapabilityContext.Current = new CapabilityContext
        {
            Capability = CapabilityCatalogue.Find(AgentNames.Order, "create_order")!,
            Caller = PeerClient.Peer,
            Actor = PeerClient.Peer,
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
        public SemaphoreSlim Asked { get; } = new(0);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                await content.CopyToAsync(Stream.Null, cancellationToken);
            }

            Asked.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("nothing ends this wait but its token");
        }
    }
}
