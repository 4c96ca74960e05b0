using Ecommerce.Contracts;
using Ecommerce.Gateway.Limits;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Tasks;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.Gateway.Tests.Limits;

public sealed class QuestionLimitsTests
{
    private const string Client = "spiffe://agentweave.io/client/shop";

    [Fact]
    public void Each_user_has_questions_of_their_own_and_so_has_a_client_without_a_user()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{AgentSchema.Section}:limits:user_questions_per_minute", "5")]).Build();
        using var limits = new QuestionLimits(new AgentSettings(configuration));
        var ann = new TaskOwner(Client, "01a1ff1e-1206-7b91-91eb-20459fa86b9e");
        var refusal = Assert.Throws<ProblemException>(() => Ask(limits, ann, 6));
        Assert.Equal((ErrorCodes.RateLimited, true), (refusal.Code, refusal.RetryAfter is not null));
        Ask(limits, ann with { UserId = "01a1ff1e-1206-7b91-91eb-20459fa86b9f" }, 5);
        Ask(limits, ann with { UserId = null }, 5);
    }

    private static void Ask(QuestionLimits limits, TaskOwner owner, int times)
    {
        for (var i = 0; i < times; i++)
        {
            limits.Enter(owner).Dispose();
        }
    }
}
