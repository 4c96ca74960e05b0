using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Decisions;
using Rego;

namespace Ecommerce.Cli.Authz;

/// <summary>
/// Which workload may call which agent at all, as the policies have it: there is something that both sides let pass. Networks know callers
/// and ports, not capabilities, so this is the most that they can deny.
/// </summary>
internal sealed class CallGraph
{
    private readonly HashSet<(string Caller, string Agent)> _calls = [];

    private CallGraph(IReadOnlyList<WorkloadRegistration> workloads) => Workloads = workloads;

    /// <summary>The workloads of <c>config/registrations.yaml</c>.</summary>
    public IReadOnlyList<WorkloadRegistration> Workloads { get; }

    /// <summary>Asks policies about every pair.</summary>
    /// <param name="policy">The policies, with the data of this trust domain.</param>
    public static CallGraph Of(RegoPolicy policy)
    {
        var graph = new CallGraph(Registrations.Read(Registrations.File));
        foreach (var agent in AgentNames.All)
        {
            string[] actions =
                [.. CapabilityCatalogue.Of(agent).Select(capability => capability.Name), .. AuthorizationRequest.OtherActions];
            foreach (var workload in graph.Workloads.Where(workload => workload.Name != agent))
            {
                // With a user's token or without: what the network carries is the same.
                var id = $"spiffe://{Registrations.TrustDomain}{workload.Path}";
                MatrixCaller[] ways = [new(id, IsRouted: false, HasUser: false), new(id, IsRouted: false, HasUser: true)];
                if (actions.Any(action => ways.Any(way => way.Ask(policy, agent, action, new JsonObject()) is not null)))
                {
                    graph._calls.Add((workload.Name, agent));
                }
            }
        }

        return graph;
    }

    /// <summary>Who may call an agent, in the order of the registrations.</summary>
    public IEnumerable<WorkloadRegistration> CallersOf(string agent) =>
        Workloads.Where(workload => _calls.Contains((workload.Name, agent)));

    /// <summary>Whom a workload may call, in the order of the agents.</summary>
    public IEnumerable<string> CalleesOf(string workload) => AgentNames.All.Where(agent => _calls.Contains((workload, agent)));
}
