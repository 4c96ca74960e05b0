using System.Diagnostics.Metrics;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Decisions;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.Testing;
using Grpc.Core;

namespace Ecommerce.ServiceDefaults.Tests.Clients;

/// <summary>What the strategies of a peer's pipeline do together.</summary>
public sealed class PeerPipelinesTests
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_idempotent_call_is_tried_three_times_and_its_deadline_travels_with_each_attempt()
    {
        var peer = new PlayedPeer { IsDown = true };
        using var client = PeerClient.Create(peer);

        await client.FailAsync(ErrorCodes.Unavailable);

        Assert.Equal(3, peer.Sent);
        Assert.DoesNotContain(null, peer.Deadlines);
    }

    [Fact]
    public async Task A_call_that_is_tried_again_is_counted_each_time()
    {
        const string Name = "counted"; // the meter is the process's, and other tests count under other names
        var counted = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "agentweave_retries_total")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            var labels = tags.ToArray().ToDictionary();
            if ((string?)labels["agent_name"] == Name && (string?)labels["peer_id"] == PeerClient.Peer)
            {
                Interlocked.Add(ref counted, value);
            }
        });
        listener.Start();
        using var client = PeerClient.CreateCounted(new PlayedPeer { IsDown = true }, new AgentMetrics(new(Name, "agentweave.io")));

        await client.FailAsync(ErrorCodes.Unavailable);

        Assert.Equal(2, counted);
    }

    [Fact]
    public async Task A_single_attempt_is_never_repeated()
    {
        var peer = new PlayedPeer { IsDown = true };
        using var client = PeerClient.Create(peer, settings: ("retry:max_attempts", "1"));

        await client.FailAsync(ErrorCodes.Unavailable);

        Assert.Equal(1, peer.Sent);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public async Task Only_the_outermost_caller_retries(bool isOutermost, int sent)
    {
        var peer = new PlayedPeer { IsDown = true };
        using var client = PeerClient.Create(peer);

        await ServingAsync(isOutermost, () => client.FailAsync(ErrorCodes.Unavailable));

        Assert.Equal(sent, peer.Sent);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("k1", 3)]
    public async Task An_order_is_tried_again_only_under_a_key(string? key, int sent)
    {
        var peer = new PlayedPeer { IsDown = true };
        using var client = PeerClient.Create(peer);
        Metadata headers = key is null ? [] : new() { { IdempotencyKeys.MetadataKey, key } };

        await Assert.ThrowsAsync<ProblemException>(() => client.Orders.CreateOrderAsync(new(), headers).ResponseAsync);

        Assert.Equal(sent, peer.Sent);
    }

    [Fact]
    public async Task Retries_end_with_the_budget()
    {
        var peer = new PlayedPeer { IsDown = true };
        using var client = PeerClient.Create(peer, threshold: 1000);
        for (var call = 0; call < 20; call++)
        {
            await client.FailAsync(ErrorCodes.Unavailable);
        }

        // Ten from the reserve, one earned by the first eleven calls.
        Assert.Equal(20 + 11, peer.Sent);
    }

    [Fact]
    public async Task A_retry_that_the_deadline_might_cut_off_is_not_begun()
    {
        var peer = new PlayedPeer { IsDown = true };
        using var client = PeerClient.Create(peer, settings: ("retry:backoff_base_seconds", "100"));

        await client.FailAsync(ErrorCodes.Unavailable);

        Assert.Equal(1, peer.Sent);
    }

    [Fact]
    public async Task Without_resilience_each_call_is_sent_once_however_many_failed()
    {
        var peer = new PlayedPeer { IsDown = true };
        using var client = PeerClient.CreateWithoutResilience(peer);
        for (var call = 0; call < 2 * PeerClient.Threshold; call++)
        {
            await client.FailAsync(ErrorCodes.Unavailable);
        }

        Assert.Equal(2 * PeerClient.Threshold, peer.Sent);
        Assert.DoesNotContain(null, peer.Deadlines);
    }

    [Fact]
    public async Task A_breaker_is_logged_once_as_it_opens_and_once_as_it_closes()
    {
        var peer = new PlayedPeer { IsDown = true };
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        using var client = PeerClient.Create(peer, time: time, settings: ("retry:max_attempts", "1"));
        for (var call = 0; call < 2 * PeerClient.Threshold; call++)
        {
            await client.FailAsync(ErrorCodes.Unavailable);
        }

        Assert.Equal(PeerClient.Threshold, peer.Sent);

        peer.IsDown = false;
        time.Advance(Recovery);
        for (var call = 0; call < 2 * CircuitBreaker.Probes; call++)
        {
            await client.Client.ListProductsAsync(new());
        }

        Assert.Equal(
            [$"circuit to {PeerClient.Peer} opens after 5 failures in a row", $"circuit to {PeerClient.Peer} closes"],
            client.Log.Lines.Select(line => line.Text).Where(text => text.StartsWith("circuit", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_open_breaker_answers_when_to_try_again()
    {
        var peer = new PlayedPeer { IsDown = true };
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        using var client = PeerClient.Create(peer, time: time, settings: ("retry:max_attempts", "1"));
        for (var call = 0; call < PeerClient.Threshold; call++)
        {
            await client.FailAsync(ErrorCodes.Unavailable);
        }

        var refused = await client.FailAsync(ErrorCodes.Unavailable);

        Assert.Equal(Recovery, refused.RetryAfter);
    }

    // As an agent's code that serves a call.
    private static async Task ServingAsync(bool isOutermost, Func<Task> code)
    {
        CapabilityContext.Current = new CapabilityContext
        {
            Capability = CapabilityCatalogue.Find(AgentNames.Order, "create_order")!,
            Caller = PeerClient.Peer,
            Actor = PeerClient.Peer,
            Scope = Scope.Any,
            Deadline = TimeProvider.System.GetUtcNow().AddSeconds(20),
            IsOutermost = isOutermost,
        };
        await code();
    }
}
