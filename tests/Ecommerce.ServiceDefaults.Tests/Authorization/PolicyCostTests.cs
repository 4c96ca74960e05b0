using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Authorization;
using Rego;

namespace Ecommerce.ServiceDefaults.Tests.Authorization;

/// <summary>What a decision that is not remembered allocates, over the repository's own policies.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class PolicyCostTests
{
    private const int Limit = 512;

    public static TheoryData<string> Agents => [.. AgentNames.All];

    [Theory]
    [MemberData(nameof(Agents))]
    public void An_evaluation_of_a_decision_takes_at_most_512_bytes_with_its_result(string agent)
    {
        var policy = RegoPolicy.LoadDirectory(
            RepositoryRoot.At("policies"), PolicyData.Create(PolicyCalls.TrustDomain, [PolicyCalls.Operator]));
        var query = policy.Prepare($"data.{agent}.authz.decision");
        var input = new PolicyInput($"spiffe://{PolicyCalls.TrustDomain}/agent/{agent}");
        foreach (var call in PolicyCalls.Of(agent))
        {
            var document = input.Create(call, DateTimeOffset.UnixEpoch);
            // The first evaluation also fills caches, such as the hashes of the document's texts.
            query.Evaluate(document);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var answer = query.Evaluate(document);
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(bytes <= Limit, $"{call}: {bytes} bytes for {answer?.ToJson()}");
        }
    }
}
