using Ecommerce.Contracts;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class StreamLimitsTests
{
    [Fact]
    public void Streams_are_bounded_by_caller_and_in_all()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                [new($"{AgentSchema.Section}:limits:streams", "3"), new($"{AgentSchema.Section}:limits:caller_streams", "2")])
            .Build();
        using var limits = new StreamLimits(new AgentSettings(configuration));
        using var first = limits.Enter(1);
        using var second = limits.Enter(1);
        var refusal = Assert.Throws<ProblemException>(() => limits.Enter(1));
        Assert.Equal((ErrorCodes.RateLimited, true), (refusal.Code, refusal.RetryAfter is not null));

        using var third = limits.Enter(2);
        Assert.Throws<ProblemException>(() => limits.Enter(3));
        first.Dispose();
        limits.Enter(3).Dispose();
    }
}
