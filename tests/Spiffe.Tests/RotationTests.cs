using System.Collections.Concurrent;

namespace Spiffe.Tests;

public class RotationTests
{
    [Fact]
    public async Task Calls_under_load_survive_several_rotations_of_short_lived_svids_without_one_failure()
    {
        await using var world = await World.StartAsync(lifetime: TimeSpan.FromSeconds(4));
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        using var client = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        var seen = new ConcurrentDictionary<string, int>();
        using var enough = new CancellationTokenSource();

        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var (id, thumbprint, _) = await client.PeerAsync(); // throws, and so fails the test, if a call fails
                Assert.Equal(World.Id("user").ToString(), id);
                seen.AddOrUpdate(thumbprint, 1, (_, calls) => calls + 1);
            }
        })).ToList();
        await Eventually.Holds(() => seen.Count >= 4 || callers.Exists(caller => caller.IsFaulted), "the server sees four certificates");
        await enough.CancelAsync();
        await Task.WhenAll(callers);

        Assert.True(seen.Count >= 4);
    }

    [Fact]
    public async Task Calls_under_load_survive_the_end_of_the_peers_svid_though_their_own_stays()
    {
        await using var world = await World.StartAsync(lifetime: TimeSpan.FromSeconds(4));
        await using var lasting = await World.StartAsync(sibling: world);
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        using var client = new Client(await lasting.SourceAsync("user"), World.Id("order"), server.Address);
        var connections = new ConcurrentDictionary<string, bool>();
        using var enough = new CancellationTokenSource();

        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                connections[(await client.PeerAsync()).Connection] = true;
        })).ToList();
        await Eventually.Holds(() => connections.Count >= 3 || callers.Exists(caller => caller.IsFaulted), "two connections have been replaced");
        await enough.CancelAsync();
        await Task.WhenAll(callers);
    }

    [Fact]
    public async Task A_stream_goes_on_while_the_svids_rotate_and_new_calls_present_the_new_one()
    {
        await using var world = await World.StartAsync();
        var source = await world.SourceAsync("user");
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        using var client = new Client(source, World.Id("order"), server.Address);
        await using var stream = await client.StreamAsync();

        for (var rotation = 0; rotation < 3; rotation++)
        {
            var before = source.Current!;
            world.Authority.Rotate();
            await Eventually.Holds(() => source.Current != before, "the source has the new SVID");
            Assert.Equal(source.Current!.Svid.Leaf.Thumbprint, (await client.PeerAsync()).Thumbprint);
            await stream.ReadExactlyAsync(new byte[20]);
        }
    }

    [Fact]
    public async Task Calls_under_load_survive_a_rotation_of_the_authority_itself()
    {
        await using var world = await World.StartAsync();
        var (user, order) = (await world.SourceAsync("user"), await world.SourceAsync("order"));
        var server = await world.ServeAsync(order);
        using var client = new Client(user, World.Id("order"), server.Address);
        using var enough = new CancellationTokenSource();
        var caller = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await client.PeerAsync();
        });

        async Task Step(Action step)
        {
            var (userBefore, orderBefore) = (user.Current, order.Current);
            step();
            await Eventually.Holds(() => user.Current != userBefore && order.Current != orderBefore, "both have followed");
            await client.PeerAsync();
        }
        await Step(world.Authority.PrepareAuthority);
        Assert.Equal(2, user.Current!.Bundles.All.Single().Authorities.Count);
        await Step(world.Authority.ActivateAuthority);
        await Step(world.Authority.WithdrawOldAuthorities);
        await enough.CancelAsync();
        await caller;

        Assert.Single(user.Current!.Bundles.All.Single().Authorities);
    }

    [Fact]
    public async Task A_connection_ends_when_its_authority_is_withdrawn()
    {
        await using var world = await World.StartAsync();
        var order = await world.SourceAsync("order");
        var server = await world.ServeAsync(order);
        using var client = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        await using var stream = await client.StreamAsync("/stream?stubborn");
        await stream.ReadExactlyAsync(new byte[1]);

        world.Authority.PrepareAuthority();
        world.Authority.ActivateAuthority();
        world.Authority.WithdrawOldAuthorities();

        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task A_stream_is_asked_to_end_before_its_svid_expires_and_cut_at_the_end()
    {
        await using var world = await World.StartAsync(lifetime: TimeSpan.FromSeconds(3));
        var server = await world.ServeAsync(await world.SourceAsync("order"));
        using var client = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        await using var polite = await client.StreamAsync();
        await using var stubborn = await client.StreamAsync("/stream?stubborn");

        await polite.CopyToAsync(Stream.Null); // ends in order
        await Assert.ThrowsAnyAsync<IOException>(() => stubborn.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task With_an_expired_svid_nothing_is_sent_or_answered()
    {
        await using var world = await World.StartAsync();
        var clock = new ShiftedClock();
        var (user, order) = (await world.SourceAsync("user", time: clock), await world.SourceAsync("order", time: clock));
        var server = await world.ServeAsync(order);
        using var client = new Client(user, World.Id("order"), server.Address);
        await client.PeerAsync();

        clock.Shift = TimeSpan.FromHours(2);

        var error = await Assert.ThrowsAsync<HttpRequestException>(client.PeerAsync);
        Assert.Contains("no valid SVID", error.Message, StringComparison.Ordinal);
        using var fresh = new Client(await world.SourceAsync("user"), World.Id("order"), server.Address);
        await Assert.ThrowsAsync<HttpRequestException>(fresh.PeerAsync);
    }

    /// <summary>The system's clock, ahead by a shift.</summary>
    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
