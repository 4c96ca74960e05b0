using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Routing;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.Testing;
using Google.Protobuf;
using Grpc.Core;

namespace Ecommerce.Gateway.Tests.Routing;

public sealed class RenewedStreamTests
{
    private static readonly Capability Watch = CapabilityCatalogue.Find(AgentNames.Order, "watch_order")!;
    private static readonly Capability Payments = CapabilityCatalogue.Find(AgentNames.Payment, "watch_payments")!;

    private readonly List<IMessage> _opened = [];

    [Fact]
    public async Task A_stream_that_ends_with_an_SVID_goes_on_after_its_last_event()
    {
        var asked = new WatchOrderRequest { OrderId = "o-1", LastEventId = 3 };
        using var stream = Open(Watch, asked, [[Renew], [Event(4), Event(5), Renew], [Renew], [Event(6)]], CancellationToken.None);

        List<long> read = [];
        while (await stream.MoveNext(CancellationToken.None))
        {
            read.Add(((OrderEvent)stream.Current).EventId);
        }

        Assert.Equal([4, 5, 6], read);
        Assert.Equal([3, 3, 5, 5], _opened.Select(request => ((WatchOrderRequest)request).LastEventId));
        Assert.All(_opened, request => Assert.Equal("o-1", ((WatchOrderRequest)request).OrderId));
        Assert.Equal(3, asked.LastEventId);
    }

    [Fact]
    public async Task A_stream_that_has_begun_goes_on_when_its_agent_is_back()
    {
        using var stream = Open(Watch, new WatchOrderRequest(), [[Event(1), Away], [Away], [Event(2)]], CancellationToken.None);

        Assert.True(await stream.MoveNext(CancellationToken.None));
        Assert.True(await stream.MoveNext(CancellationToken.None));

        Assert.Equal(2, ((OrderEvent)stream.Current).EventId);
        Assert.Equal([0, 1, 1], _opened.Select(request => ((WatchOrderRequest)request).LastEventId));
    }

    [Fact]
    public async Task A_stream_whose_agent_stays_away_ends()
    {
        var time = new ManualTime();
        object[][] streams = [[Event(1), Away], .. Enumerable.Repeat<object[]>([Away], 100)];
        using var stream = Open(Watch, new WatchOrderRequest(), streams, CancellationToken.None, time);
        Assert.True(await stream.MoveNext(CancellationToken.None));

        var ended = CodeAsync(stream);
        while (!ended.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.Equal(ErrorCodes.Unavailable, await ended);
        Assert.Equal(21, _opened.Count);
    }

    [Fact]
    public async Task What_cannot_be_resumed_or_has_not_begun_ends()
    {
        using var payments = Open(Payments, new WatchPaymentsRequest(), [[Renew], [Event(1)]], CancellationToken.None);
        Assert.Equal(ErrorCodes.StreamRenew, await CodeAsync(payments));

        using var order = Open(Watch, new WatchOrderRequest(), [[Away], [Event(1)]], CancellationToken.None);
        Assert.Equal(ErrorCodes.Unavailable, await CodeAsync(order));
        Assert.Equal(2, _opened.Count);
    }

    [Fact]
    public async Task Who_has_left_opens_no_further_stream()
    {
        using var left = new CancellationTokenSource();
        using var stream = Open(Watch, new WatchOrderRequest(), [[Renew], [Event(1)]], left.Token);
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stream.MoveNext(CancellationToken.None));
        Assert.Single(_opened);
    }

    private static ProblemException Renew => new(ErrorCodes.StreamRenew, "renew");

    private static ProblemException Away => ProblemException.Unavailable("away");

    private static OrderEvent Event(long id) => new() { EventId = id };

    private static async Task<string> CodeAsync(RenewedStream stream) =>
        (await Assert.ThrowsAsync<ProblemException>(() => stream.MoveNext(CancellationToken.None))).Code;

    // Each opening plays the next of the streams: messages, and how it ends.
    private RenewedStream Open(
        Capability capability, IMessage request, object[][] streams, CancellationToken cancellationToken, TimeProvider? time = null)
    {
        var next = 0;
        return new(
            capability, request, time ?? TimeProvider.System,
            (asked, _) =>
            {
                _opened.Add(asked);
                return new(
                    new Played(streams[next++]), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty,
                    () => { });
            },
            cancellationToken);
    }

    private sealed class Played(object[] steps) : IAsyncStreamReader<IMessage>
    {
        private int _step = -1;

        public IMessage Current => (IMessage)steps[_step];

        public Task<bool> MoveNext(CancellationToken cancellationToken) =>
            ++_step < steps.Length && steps[_step] is Exception exception ? Task.FromException<bool>(exception)
                : Task.FromResult(_step < steps.Length);
    }
}
