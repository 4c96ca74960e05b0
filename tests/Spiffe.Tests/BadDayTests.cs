using Ecommerce.Testing;
using Google.Protobuf;
using Grpc.Core;
using Spiffe.Tls;

namespace Spiffe.Tests;

/// <summary>A Workload API that takes the identity away, takes the call for wrong, or names partners that are not well.</summary>
public sealed class BadDayTests : IAsyncLifetime
{
    private const string Order = "spiffe://example.org/agent/order";
    private readonly Mint _mint = Mint.Stranger("CN=authority");
    private FakeWorkloadApi _api = null!;

    public async ValueTask InitializeAsync() => _api = await FakeWorkloadApi.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_revoked_identity_is_used_for_its_grace_and_no_longer_and_comes_back_with_the_registration()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        var message = FakeWorkloadApi.Svid(Order, _mint);
        _api.Send(message);
        await using var source = await FollowAsync(time);
        await using var server = await PeerServer.StartAsync(source, null);
        using var client = new Client(source, SpiffeId.Parse(Order), server.Address);
        await using var stream = await client.StreamAsync("/stream?stubborn");

        _api.End(StatusCode.PermissionDenied);
        await Eventually.HoldsAsync(() => source.Problem is not null, "the refusal is noticed");
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(Order, (await client.PeerAsync()).Id);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(source.Current);
        await Assert.ThrowsAsync<SpiffeIdentityException>(client.PeerAsync);
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
        Assert.Equal("", await RawClient.AskAsync(server.Address, _mint.Chain(_mint.Leaf([Order]))));
        _api.Send(message);
        await AdvanceUntilAsync(time, () => source.Current is not null, "the registration is back");
        Assert.Equal(Order, (await client.PeerAsync()).Id);
    }

    [Fact]
    public async Task A_refusal_that_ends_within_the_grace_changes_nothing()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        var message = FakeWorkloadApi.Svid(Order, _mint);
        _api.Send(message);
        await using var source = await FollowAsync(time);
        var before = source.Current;

        _api.End(StatusCode.PermissionDenied);
        await Eventually.HoldsAsync(() => source.Problem is not null, "the refusal is noticed");
        _api.Send(message);
        await AdvanceUntilAsync(time, () => source.Problem is null, "the API serves again");
        time.Advance(TimeSpan.FromSeconds(120));

        Assert.Same(before, source.Current);
    }

    [Fact]
    public async Task A_call_that_is_taken_for_wrong_is_tried_again_from_time_to_time()
    {
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        _api.Send(FakeWorkloadApi.Svid(Order, _mint));
        await using var source = await FollowAsync(time);
        var before = source.Current;

        _api.End(StatusCode.InvalidArgument);
        await Eventually.HoldsAsync(() => source.Problem is not null, "the refusal is noticed");
        _api.Send(FakeWorkloadApi.Svid(Order, _mint));

        await AdvanceUntilAsync(time, () => source.Current != before, "the next identity is taken");
        Assert.Null(source.Problem);
    }

    [Fact]
    public async Task Without_a_valid_svid_the_api_is_asked_at_least_each_second()
    {
        var timeout = TimeSpan.FromSeconds(77); // tells its timers from those of waiting
        var clock = new RecordingClock();
        _api.Send(FakeWorkloadApi.Svid(Order, _mint));
        await using var source =
            await _api.SourceAsync(new() { Endpoint = _api.Endpoint, TimeProvider = clock, FirstMessageTimeout = timeout });
        clock.Shift = TimeSpan.FromHours(2);
        clock.Waits.Clear();

        _api.End(StatusCode.Unavailable);
        await Eventually.HoldsAsync(() => Waits().Count >= 7, "seven attempts");

        Assert.All(Waits(), wait => Assert.True(wait <= TimeSpan.FromSeconds(1), $"it waits for {wait}"));

        List<TimeSpan> Waits() => [.. clock.Waits.Where(wait => wait > TimeSpan.Zero && wait != timeout)];
    }

    [Fact]
    public async Task A_malformed_federated_bundle_leaves_out_that_partner_alone()
    {
        var message = FakeWorkloadApi.Svid(Order, _mint);
        message.FederatedBundles.Add("spiffe://good.example", FakeWorkloadApi.Bundle(Mint.Stranger("CN=good")));
        message.FederatedBundles.Add("spiffe://garbage.example", ByteString.CopyFromUtf8("garbage"));
        message.FederatedBundles.Add("spiffe://empty.example", ByteString.Empty);
        message.FederatedBundles.Add("no ID", FakeWorkloadApi.Bundle(Mint.Stranger("CN=nobody")));
        _api.Send(message);

        await using var source = await _api.SourceAsync();

        Assert.Equal(["example.org", "good.example"], source.Current!.Bundles.All.Select(bundle => bundle.TrustDomain.Name).Order());
        Assert.Null(source.Problem);
    }

    [Fact]
    public async Task An_api_is_followed_over_tcp_too()
    {
        await using var api = await FakeWorkloadApi.StartAsync(overTcp: true);
        api.Send(FakeWorkloadApi.Svid(Order, _mint));

        await using var source = await api.SourceAsync();

        Assert.Equal(Order, source.Current!.Svid.Id.ToString());
    }

    private Task<X509Source> FollowAsync(ManualTime time) => _api.SourceAsync(new() { Endpoint = _api.Endpoint, TimeProvider = time });

    /// <summary>The source waits between two attempts; what it waits for comes on other threads, so the steps are small.</summary>
    private static Task AdvanceUntilAsync(ManualTime time, Func<bool> condition, string what) => Eventually.HoldsAsync(() =>
    {
        time.Advance(TimeSpan.FromMilliseconds(200));
        return condition();
    }, what);
}
