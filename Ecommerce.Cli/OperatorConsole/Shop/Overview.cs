using Ecommerce.Contracts.V1;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;

namespace Ecommerce.Cli.OperatorConsole.Shop;

/// <summary>Every process of the shop, and what needs somebody.</summary>
/// <param name="Agents">In the order of the agents.</param>
/// <param name="Health">What the gateway says of the others; null if it does not answer.</param>
/// <param name="ToReview">The checkouts that need an operator; the first page of them.</param>
/// <param name="Now">When it was asked.</param>
public sealed record Overview(
    IReadOnlyList<AgentRow> Agents, ShopHealth? Health, Answer<CheckoutList> ToReview, DateTimeOffset Now)
{
    /// <summary>The failures of the last hour over all processes, the most frequent first.</summary>
    public IReadOnlyList<Failure> Failures =>
    [
        .. from row in Agents
           from count in row.Description?.Failures ?? []
           group count by (Agent: row.Process.Agent.Name, count.Capability, count.Code) into kind
           let last = kind.MaxBy(count => count.LastAt.ToDateTimeOffset())!
           orderby kind.Sum(count => count.Count) descending
           select new Failure(
               kind.Key.Agent, kind.Key.Capability, kind.Key.Code, kind.Sum(count => count.Count), last.LastAt.ToDateTimeOffset(),
               last.LastTraceId),
    ];

    /// <summary>The processes that do not say how they are.</summary>
    public IReadOnlyList<AgentRow> Silent => [.. Agents.Where(row => row.Description is null)];

    /// <summary>The agents whose processes decide by different policies: a release that has not reached all, or never will.</summary>
    public IReadOnlyList<string> Divided =>
    [
        .. from row in Agents
           where row.Description is { PolicyRevision.Length: > 0 }
           group row.Description!.PolicyRevision by row.Process.Agent.Name into agent
           where agent.Distinct().Count() > 1
           select agent.Key,
    ];

    /// <summary>Asks every process.</summary>
    internal static async Task<Overview> ReadAsync(ShopView shop, CancellationToken cancellationToken)
    {
        var agents = ReadAgentsAsync(shop, cancellationToken);
        var health = Answer.OfAsync(() => shop.Gateway.HealthAsync(new(), ShopView.Within(cancellationToken)).ResponseAsync);
        var review = Answer.OfAsync(() => shop.Orders.ListCheckoutsAsync(
            new() { PageSize = 100 }, ShopView.Within(cancellationToken)).ResponseAsync);
        await Task.WhenAll(agents, health, review);
        return new(await agents, (await health).Value, await review, TimeProvider.System.GetUtcNow());
    }

    private static Task<AgentRow[]> ReadAgentsAsync(ShopView shop, CancellationToken cancellationToken) =>
        Task.WhenAll(shop.Processes.Select(async process =>
        {
            try
            {
                var invoker = process.Clients.To(Registrations.AgentId(process.Agent.Name));
                var description = await invoker.AsyncUnaryCall(
                    ObservationMethods.Describe(process.Agent), host: null, ShopView.Within(cancellationToken), new());
                return new AgentRow(process, description, Problem: null);
            }
            catch (ProblemException exception)
            {
                return new AgentRow(process, Description: null, exception);
            }
        }));
}

/// <summary>How often a capability ended with a code within the last hour.</summary>
/// <param name="Agent">The agent that was called.</param>
/// <param name="Capability">The capability.</param>
/// <param name="Code">The problem's code.</param>
/// <param name="Count">How often.</param>
/// <param name="LastAt">When last.</param>
/// <param name="TraceId">In which trace; empty if in none.</param>
public sealed record Failure(string Agent, string Capability, string Code, long Count, DateTimeOffset LastAt, string TraceId);
