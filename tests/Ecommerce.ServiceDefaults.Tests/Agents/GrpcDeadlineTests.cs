using Ecommerce.ServiceDefaults.Agents;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.ServiceDefaults.Tests.Agents;

public sealed class GrpcDeadlineTests
{
    private readonly ManualTime _time = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("30S", 30_000)]
    [InlineData("250m", 250)]
    [InlineData("2M", 120_000)]
    [InlineData("1H", 3_600_000)]
    [InlineData("5000u", 5)]
    [InlineData("7000000n", 7)]
    [InlineData("99999999H", 86_400_000)]
    public void A_timeout_becomes_a_deadline_that_only_the_invoker_enforces(string header, int milliseconds)
    {
        var context = Take(header);
        Assert.Equal(_time.GetUtcNow().AddMilliseconds(milliseconds), context.Features.Get<GrpcDeadline>()!.At);
        Assert.False(context.Request.Headers.ContainsKey("grpc-timeout"));
    }

    // gRPC ignores them, and says so in its log.
    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("0S")]
    [InlineData("1n")]
    [InlineData("-1S")]
    [InlineData("1.5S")]
    [InlineData("1 S")]
    [InlineData("10s")]
    [InlineData("123456789S")]
    public void What_is_not_a_timeout_is_left_to_gRPC(string header)
    {
        var context = Take(header);
        Assert.Null(context.Features.Get<GrpcDeadline>());
        Assert.Equal(header, context.Request.Headers["grpc-timeout"]);
    }

    private DefaultHttpContext Take(string header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["grpc-timeout"] = header;
        GrpcDeadline.Take(context, _time);
        return context;
    }
}
