using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ServiceDiscovery;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

/// <summary>Where requests go when a peer has several addresses.</summary>
public sealed class DiscoveryHandlerTests : IDisposable
{
    private const int Addresses = 3;
    private readonly ManualTime _time = new();
    private readonly RecordedLog _log = new();
    private readonly PlayedAddresses _peer = new();
    private readonly DiscoveryHandler _handler;
    private readonly HttpMessageInvoker _client;

    public DiscoveryHandlerTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Enumerable.Range(0, Addresses)
            .Select(number => KeyValuePair.Create($"services:peer:https:{number}", (string?)$"https://127.0.0.1:{number + 1}"))).Build();
        var resolver = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddServiceDiscovery()
            .BuildServiceProvider().GetRequiredService<ServiceEndpointResolver>();
        _handler = new(resolver, _time, _log.Of<DiscoveryHandler>()) { InnerHandler = _peer };
        _client = new(_handler);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Requests_go_to_all_addresses_in_turn()
    {
        await SendAsync(6);
        Assert.Equal([2, 2, 2], _peer.Answered());
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(null)]
    public async Task What_cannot_be_sent_goes_to_the_next_address_and_this_one_is_left_out(HttpRequestError? error)
    {
        _peer.Fail(2, () => error is { } known
            ? new HttpRequestException(known, "refused")
            : new TaskCanceledException("ConnectTimeout", new TimeoutException()));
        await SendAsync(30);
        Assert.Equal((30, 1), (_peer.Answered().Sum(), _peer.Failed));
        Assert.Contains("127.0.0.1:2", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_left_out_is_tried_by_one_request_at_a_time_and_less_and_less_often()
    {
        _peer.Fail(2, () => new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        var failed = new List<int>();
        for (var minute = 0; minute < 4; minute++)
        {
            for (var second = 0; second < 60; second++)
            {
                await SendAsync(6);
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            failed.Add(_peer.Failed);
        }

        Assert.Equal([0, 0], [_peer.Answered()[1], 4 * 60 * 6 - _peer.Answered().Sum()]);
        Assert.InRange(failed[0], 3, 40);
        Assert.InRange(failed[3] - failed[2], 1, failed[0]);
        _peer.Recover();
        _time.Advance(TimeSpan.FromSeconds(31));
        await SendAsync(9);
        Assert.InRange(_peer.Answered()[1], 2, 3);
    }

    [Fact]
    public async Task A_request_that_was_sent_is_not_sent_again_and_three_failures_in_a_row_leave_its_address_out()
    {
        _peer.Fail(1, () => new HttpRequestException(HttpRequestError.ResponseEnded, "the process died"));
        var failures = 0;
        for (var i = 0; i < 30; i++)
        {
            failures += await SendsAsync() ? 0 : 1;
        }

        Assert.Equal((3, 3, 27), (failures, _peer.Failed, _peer.Answered().Sum()));
    }

    [Fact]
    public async Task One_process_that_dies_with_many_requests_opens_no_breaker_and_each_idempotent_call_is_repeated()
    {
        const int OnEach = 20;
        using var client = PeerClient.Create(_handler, "https://peer:8443");
        _peer.Fail(2, () => new HttpRequestException(HttpRequestError.ResponseEnded, "the process died"), together: OnEach);
        await Task.WhenAll(Enumerable.Range(0, OnEach * Addresses).Select(_ => client.Client.ListProductsAsync(new()).ResponseAsync));
        Assert.InRange(_peer.Failed, OnEach, OnEach + 3);
        Assert.Equal((OnEach * Addresses, CircuitState.Closed), (_peer.Answered().Sum(), client.Breaker.State));
    }

    [Fact]
    public async Task An_address_that_is_unavailable_three_times_in_a_row_is_left_out()
    {
        _peer.Unavailable = 3;
        await SendAsync(30);
        Assert.Equal(3, _peer.Answered()[2]);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_three_times_in_a_row_is_left_out()
    {
        _peer.Hanging = 2;
        var late = 0;
        for (var i = 0; i < 30; i++)
        {
            late += await AnswersAsync("5S", TimeSpan.FromSeconds(5)) ? 0 : 1;
        }

        Assert.Equal(3, late);
        Assert.Contains("127.0.0.1:2", Assert.Single(_log.Lines).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500m", 500)] // so little time says nothing of who does not answer
    [InlineData("30S", 5000)] // the caller leaves
    [InlineData(null, 60_000)] // a stream
    public async Task An_address_that_had_no_fair_time_to_answer_is_not_left_out(string? timeout, int milliseconds)
    {
        _peer.Hanging = 2;
        var late = 0;
        for (var i = 0; i < 30; i++)
        {
            late += await AnswersAsync(timeout, TimeSpan.FromMilliseconds(milliseconds)) ? 0 : 1;
        }

        Assert.Equal((30 / Addresses, 0), (late, _log.Lines.Count));
    }

    [Fact]
    public async Task An_address_that_was_left_out_is_tried_when_the_last_one_that_served_cannot_be_reached()
    {
        _peer.Fail(1, () => new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        _peer.Fail(2, () => new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        await SendAsync(6);
        _peer.Recover();
        _peer.Fail(3, () => new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        await SendAsync(1);
    }

    [Fact]
    public async Task Where_no_address_is_known_to_serve_each_is_tried()
    {
        for (var port = 1; port <= Addresses; port++)
        {
            _peer.Fail(port, () => new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        }

        Assert.False(await SendsAsync());
        Assert.False(await SendsAsync());
        Assert.Equal(2 * Addresses, _peer.Failed);
        _peer.Recover();
        Assert.True(await SendsAsync());
    }

    private async Task SendAsync(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            Assert.True(await SendsAsync());
        }
    }

    private async Task<bool> SendsAsync()
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://peer:8443/method");
            using var response = await _client.SendAsync(request, CancellationToken.None);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Ends the waiting after some time, as gRPC does at the deadline and when its caller leaves.
    private async Task<bool> AnswersAsync(string? timeout, TimeSpan patience)
    {
        using var end = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://peer:8443/method");
        if (timeout is not null)
        {
            request.Headers.Add("grpc-timeout", timeout);
        }

        var answer = _client.SendAsync(request, end.Token);
        if (!answer.IsCompleted)
        {
            _time.Advance(patience);
            await end.CancelAsync();
        }

        try
        {
            using var response = await answer;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed class PlayedAddresses : HttpMessageHandler
    {
        private readonly Dictionary<int, Func<Exception>> _failing = [];
        private readonly int[] _answered = new int[Addresses];

        private CountdownEvent? _together;
        private int _failed;

        public int Failed => _failed;

        // The port that says so.
        public int Unavailable { get; set; }

        // The port that never answers.
        public int Hanging { get; set; }

        public int[] Answered() => [.. _answered];

        // The first requests fail together.
        public void Fail(int port, Func<Exception> failure, int together = 1) =>
            (_failing[port], _together) = (failure, new CountdownEvent(together));

        public void Recover() => _failing.Clear();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var port = request.RequestUri!.Port;
            if (_failing.TryGetValue(port, out var failure))
            {
                Interlocked.Increment(ref _failed);
                if (!_together!.IsSet && !_together.Signal())
                {
                    await Eventually.HoldsAsync(() => _together.IsSet, "the others have come");
                }

                throw failure();
            }

            if (port == Hanging)
            {
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            }

            Interlocked.Increment(ref _answered[port - 1]);
            var response = PlayedPeer.Answer(request);
            if (port == Unavailable)
            {
                response.Headers.Add("grpc-status", "14");
            }

            return response;
        }
    }
}
