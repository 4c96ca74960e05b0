using Ecommerce.Contracts;
using Ecommerce.Contracts.Agent;
using Ecommerce.ServiceDefaults.Errors;
using Grpc.Core;

namespace Ecommerce.Gateway.Routing;

/// <summary>Asks every agent behind the gateway for its health, concurrently.</summary>
internal sealed class ShopHealthReport(AgentRouter router, TimeProvider time)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Each agent's answer; null if it did not answer in time.</summary>
    public async Task<IReadOnlyList<(string Name, HealthResponse? Answer)>> AskAsync(CancellationToken cancellationToken)
    {
        var names = AgentNames.All.Where(name => name != AgentNames.Gateway);
        return await Task.WhenAll(names.Select(async name => (name, await AskAsync(name, cancellationToken))));
    }

    private async Task<HealthResponse?> AskAsync(string name, CancellationToken cancellationToken)
    {
        var options = new CallOptions(deadline: time.GetUtcNow().UtcDateTime + CallTimeout, cancellationToken: cancellationToken);
        try
        {
            return await new AgentService.AgentServiceClient(router.Invoker(name)).HealthCheckAsync(new HealthRequest(), options);
        }
        catch (ProblemException)
        {
            return null;
        }
    }
}
