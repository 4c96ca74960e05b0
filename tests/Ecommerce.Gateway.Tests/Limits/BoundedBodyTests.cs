using System.IO.Pipelines;
using Ecommerce.Gateway.Limits;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class BoundedBodyTests
{
    private const int Large = 1024 * 1024;
    private const int LargeOfCaller = BodyLimits.BytesOfCaller / Large;

    private readonly ManualTime _time = new();
    private readonly BodyLimits _limits = new();

    [Fact]
    public async Task A_body_whose_last_byte_does_not_come_ends_in_time_and_gives_back_what_it_held()
    {
        List<BoundedBody> bodies = [];
        for (var i = 0; i < LargeOfCaller; i++)
        {
            bodies.Add(await HeldAsync(caller: 1));
        }

        // Small ones are served, and those of others.
        var small = await BeginAsync(1, BodyLimits.FreeBytes);
        var another = await HeldAsync(caller: 2);
        var refused = await Assert.ThrowsAsync<BadHttpRequestException>(() => HeldAsync(caller: 1));
        Assert.Equal(429, refused.StatusCode);

        var last = bodies[0].ReadAsync(new byte[1]).AsTask();
        _time.Advance(BodyGate.Limit);
        var late = await Assert.ThrowsAsync<BadHttpRequestException>(() => last.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(408, late.StatusCode);

        await bodies[0].DisposeAsync();
        bodies[0] = await HeldAsync(caller: 1);
        await Task.WhenAll(bodies.Append(small).Append(another).Select(body => body.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task All_bodies_together_are_bounded()
    {
        const int Callers = BodyLimits.BytesOfAll / Large;
        List<BoundedBody> bodies = [];
        for (var caller = 0; caller < Callers; caller++)
        {
            bodies.Add(await HeldAsync(caller));
        }

        Assert.Equal(429, (await Assert.ThrowsAsync<BadHttpRequestException>(() => HeldAsync(Callers))).StatusCode);
        await (await BeginAsync(Callers, BodyLimits.FreeBytes)).DisposeAsync();
        await bodies[0].DisposeAsync();
        await (await HeldAsync(Callers)).DisposeAsync();
    }

    [Fact]
    public async Task What_has_come_whole_is_counted_no_more_and_has_all_the_time()
    {
        for (var i = 0; i <= LargeOfCaller; i++)
        {
            var body = new BoundedBody(
                new MemoryStream(new byte[BodyLimits.FreeBytes + Large]), caller: 1, _limits, BodyGate.Limit, _time);
            await body.CopyToAsync(Stream.Null);
            _time.Advance(BodyGate.Limit);
            Assert.Equal(0, await body.ReadAsync(new byte[1]));
        }
    }

    private Task<BoundedBody> HeldAsync(int caller) => BeginAsync(caller, BodyLimits.FreeBytes + Large);

    // A body of which so much has been read, and of which more does not come.
    private async Task<BoundedBody> BeginAsync(int caller, int bytes)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(new byte[bytes]);
        var body = new BoundedBody(pipe.Reader.AsStream(), caller, _limits, BodyGate.Limit, _time);
        try
        {
            await body.ReadExactlyAsync(new byte[bytes]);
            return body;
        }
        catch
        {
            await body.DisposeAsync();
            throw;
        }
    }
}
