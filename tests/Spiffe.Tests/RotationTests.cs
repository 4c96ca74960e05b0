using System.Collections.Concurrent;
using Ecommerce.Testing;

namespace Spiffe.Tests;

public class RotationTests
{
    [Fact]
    [Trait("Form", "long")]
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
        await Eventually.HoldsAsync(
            () => seen.Count >= 4 || callers.Exists(caller => caller.IsFaulted), "the server sees four certificates");
        await enough.CancelAsync();
        await Task.WhenAll(callers);

        Assert.True(seen.Count >= 4);
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
            await Eventually.HoldsAsync(() => source.Current != before, "the source has the new SVID");
            Assert.Equal(source.Current!.Svid.Leaf.Thumbprint, (await client.PeerAsync()).Thumbprint);
            await stream.ReadExactlyAsync(new byte[5]);
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
        var calls = 0;
        var caller = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await client.PeerAsync();
                Interlocked.Increment(ref calls);
            }
        });

        async Task Step(Action step)
        {
            var (userBefore, orderBefore) = (user.Current, order.Current);
            step();
            await Eventually.HoldsAsync(() => user.Current != userBefore && order.Current != orderBefore, "both have followed");
            // What was under way by the identities of before must end while they are trusted.
            var before = Volatile.Read(ref calls);
            await Eventually.HoldsAsync(
                () => Volatile.Read(ref calls) > before + 1 || caller.IsFaulted, "what was called before has ended");
        }

        await Step(world.Authority.PrepareAuthority);
        Assert.Equal(2, user.Current!.Bundles.All.Single().Authorities.Count);
        await Step(world.Authority.ActivateAuthority);
        await Step(world.Authority.WithdrawOldAuthorities);
        await enough.CancelAsync();
        await caller;

        Assert.Single(user.Current!.Bundles.All.Single().Authorities);
    }
}
