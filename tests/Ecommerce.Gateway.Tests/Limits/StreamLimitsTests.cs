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
        using var limits = Create(streams: 3, ofCaller: 2);
        using var first = limits.Enter(1, userId: null);
        using var second = limits.Enter(1, userId: null);
        var refusal = Assert.Throws<ProblemException>(() => limits.Enter(1, userId: null));
        Assert.Equal((ErrorCodes.RateLimited, true), (refusal.Code, refusal.RetryAfter is not null));

        using var third = limits.Enter(2, userId: null);
        Assert.Throws<ProblemException>(() => limits.Enter(3, userId: null));
        first.Dispose();
        limits.Enter(3, userId: null).Dispose();
    }

    [Fact]
    public void Users_of_one_client_are_counted_each_and_have_half_of_all_together()
    {
        using var limits = Create(streams: 8, ofCaller: 2);
        List<IDisposable> places = [.. Twice("ann"), .. Twice("bob")];
        Assert.Throws<ProblemException>(() => limits.Enter(1, "ann"));
        Assert.Throws<ProblemException>(() => limits.Enter(2, "ann"));
        Assert.Throws<ProblemException>(() => limits.Enter(1, "carol"));

        using var other = limits.Enter(2, "carol");
        places.ForEach(place => place.Dispose());
        limits.Enter(1, "ann").Dispose();

        IDisposable[] Twice(string user) => [limits.Enter(1, user), limits.Enter(1, user)];
    }

    private static StreamLimits Create(int streams, int ofCaller) => new(new AgentSettings(new ConfigurationBuilder()
        .AddInMemoryCollection(
        [
            new($"{AgentSchema.Section}:limits:streams", $"{streams}"),
            new($"{AgentSchema.Section}:limits:caller_streams", $"{ofCaller}"),
        ])
        .Build()));
}
