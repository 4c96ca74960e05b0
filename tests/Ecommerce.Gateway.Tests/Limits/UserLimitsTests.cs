using Ecommerce.Contracts;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class UserLimitsTests
{
    [Fact]
    public void What_a_user_is_refused_takes_nothing_from_others_nor_from_those_who_are_not_signed_in()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{AgentSchema.Section}:limits:user_requests_per_second", "5")]).Build();
        using var limits = new UserLimits(new AgentSettings(configuration));
        var refusal = Assert.Throws<ProblemException>(() => Ask(limits, "01a1ff1e-1206-7b91-91eb-20459fa86b9e", 1000));
        Assert.Equal((ErrorCodes.RateLimited, true), (refusal.Code, refusal.RetryAfter is not null));
        Ask(limits, "01a1ff1e-1206-7b91-91eb-20459fa86b9f", 5);
        Ask(limits, null, 1000);
    }

    private static void Ask(UserLimits limits, string? user, int times)
    {
        for (var i = 0; i < times; i++)
        {
            limits.Count(user);
        }
    }
}
