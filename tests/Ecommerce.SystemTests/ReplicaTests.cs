using System.Collections.Concurrent;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.Testing;

namespace Ecommerce.SystemTests;

/// <summary>A shop with two processes of each agent.</summary>
[Trait("Form", "long")]
public sealed class ReplicaTests(ReplicaTests.TwoOfEach shop) : IClassFixture<ReplicaTests.TwoOfEach>
{
    private const int Callers = 8;

    [Theory]
    [InlineData(AgentNames.Inventory)]
    [InlineData(AgentNames.Gateway)]
    public async Task When_one_of_two_processes_dies_under_load_no_idempotent_call_fails(string agent)
    {
        var gateway = new GatewayService.GatewayServiceClient((await shop.ClientsOfAsync("cli")).To(ShopFixture.IdOf(AgentNames.Gateway)));
        using var ended = new CancellationTokenSource();
        var (answered, failed) = (0, new ConcurrentQueue<string>());
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)).ToList();
        foreach (var process in (string[])[agent, ShopProcesses.Of(agent, 2)])
        {
            await AnsweredAsync(400);
            var victim = shop.PidOf(process);
            shop.Kill(process);
            await Eventually.HoldsAsync(() => shop.PidOf(process) != victim, $"{process} is started again");
            await shop.WaitUntilReadyAsync(process);
            await AnsweredAsync(400);
        }

        await ended.CancelAsync();
        await Task.WhenAll(callers);
        Assert.Empty(failed);

        Task AnsweredAsync(int more)
        {
            var goal = Volatile.Read(ref answered) + more;
            return Eventually.HoldsAsync(() => Volatile.Read(ref answered) >= goal || !failed.IsEmpty, $"{more} more answers");
        }

        async Task CallAsync()
        {
            while (!ended.IsCancellationRequested)
            {
                try
                {
                    if (agent == AgentNames.Gateway)
                    {
                        await gateway.HealthAsync(new());
                    }
                    else
                    {
                        (await shop.Public.GetAsync("/api/v1/products")).EnsureSuccessStatusCode();
                    }

                    Interlocked.Increment(ref answered);
                }
                catch (Exception exception)
                {
                    failed.Enqueue(exception.Message);
                }
            }
        }
    }

    public sealed class TwoOfEach : ShopFixture
    {
        protected override int Replicas => 2;
    }
}
