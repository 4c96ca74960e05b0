using Ecommerce.Testing;
using Grpc.Core;

namespace Spiffe.Tests;

/// <summary>JWT-SVIDs of a development authority, fetched and verified through the Workload API.</summary>
public sealed class JwtSourceTests
{
    private const string Audience = "spiffe://example.org/agent/user";

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_names_the_workload_and_its_audience_and_is_used_for_half_of_its_life()
    {
        await using var world = await World.StartAsync();
        using var order = Source(world, "order");

        var svid = await order.FetchAsync(Audience, Cancelled);
        Assert.Equal((World.Id("order"), Audience), (svid.Id, Assert.Single(svid.Audience)));
        Assert.DoesNotContain(svid.Token, $"{svid}", StringComparison.Ordinal);
        Assert.InRange(svid.NotAfter - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));

        var life = svid.NotAfter - _time.GetUtcNow();
        _time.Advance(life * 0.45);
        Assert.Same(svid, await order.FetchAsync(Audience, Cancelled));
        Assert.NotEqual(svid.Token, (await order.FetchAsync("another", Cancelled)).Token);
        _time.Advance(life * 0.1);
        Assert.NotEqual(svid.Token, (await order.FetchAsync(Audience, Cancelled)).Token);
    }

    [Fact]
    public async Task Of_several_identities_the_default_or_the_one_that_is_asked_for_gets_the_token()
    {
        await using var world = await World.StartAsync();
        using var first = Source(world, "both");
        using var second = Source(world, "both", World.Id("second"));
        using var stranger = Source(world, "both", World.Id("third"));

        Assert.Equal(World.Id("first"), (await first.FetchAsync(Audience, Cancelled)).Id);
        Assert.Equal(World.Id("second"), (await second.FetchAsync(Audience, Cancelled)).Id);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await stranger.FetchAsync(Audience, Cancelled));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task A_token_is_valid_for_its_audience_until_its_end_and_as_it_was_signed()
    {
        await using var world = await World.StartAsync();
        using var order = Source(world, "order");
        using var user = Source(world, "user");
        var svid = await order.FetchAsync(Audience, Cancelled);

        Assert.Equal(World.Id("order"), (await user.ValidateAsync(svid.Token, Audience, Cancelled))?.Id);
        Assert.Null(await user.ValidateAsync(svid.Token, "another", Cancelled));
        foreach (var forged in new[] { "", "a.b.c", svid.Token[..^2], Unsigned(svid), $"{svid.Token}.x" })
        {
            Assert.Null(await user.ValidateAsync(forged, Audience, Cancelled));
        }

        // The authority would still accept it.
        _time.Advance(svid.NotAfter - _time.GetUtcNow());
        Assert.Null(await user.ValidateAsync(svid.Token, Audience, Cancelled));
    }

    [Fact]
    public async Task While_the_Workload_API_is_away_a_token_is_used_until_its_end()
    {
        await using var world = await World.StartAsync();
        using var order = Source(world, "order");
        var svid = await order.FetchAsync(Audience, Cancelled);
        await world.Authority.DisposeAsync();

        _time.Advance(svid.NotAfter - _time.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Same(svid, await order.FetchAsync(Audience, Cancelled));
        _time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<RpcException>(async () => await order.FetchAsync(Audience, Cancelled));
    }

    [Theory]
    [InlineData("e30.e30.e30")]
    [InlineData("e30.W10.e30")]
    [InlineData("e30.eyJzdWIiOjF9.e30")]
    [InlineData("e30.eyJzdWIiOiJzcGlmZmU6Ly9hL2IiLCJhdWQiOlsiYyJdfQ.e30")]
    [InlineData("e30.eyJzdWIiOiJzcGlmZmU6Ly9hIiwiYXVkIjpbImMiXSwiZXhwIjoxfQ.e30")]
    [InlineData("e30.eyJzdWIiOiJzcGlmZmU6Ly9hL2IiLCJhdWQiOlsiYyJdLCJleHAiOjkyMjMzNzIwMzY4NTQ3NzU4MDd9.e30")]
    public void What_lacks_a_subject_an_audience_or_an_end_is_no_token_of_a_workload(string token) =>
        Assert.False(JwtSvid.TryParse(token, out _));

    private static string Unsigned(JwtSvid svid) => $"eyJhbGciOiJub25lIn0.{svid.Token.Split('.')[1]}.";

    private JwtSource Source(World world, string name, SpiffeId? id = null) =>
        new(new() { Endpoint = world.Authority.SocketFor(name), Id = id, TimeProvider = _time });
}
