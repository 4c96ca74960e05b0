using System.Diagnostics;
using Ecommerce.Contracts.Agent;
using Ecommerce.Development;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Errors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Spiffe;

namespace Ecommerce.Testing;

/// <summary>Calls of a running shop's agents under a workload's genuine SVID.</summary>
internal sealed class WorkloadClients : IAsyncDisposable
{
    // What AgentService grants at most.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);

    private WorkloadClients(X509Source source, JwtSource proof, Ports ports)
    {
        var addresses = new ConfigurationBuilder().AddInMemoryCollection(ports.Addresses).Build();
        (Source, Proof) = (source, proof);
        Clients = AgentClients.ForProgram(source, proof, addresses, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <summary>The workload's SVIDs.</summary>
    public X509Source Source { get; }

    /// <summary>The workload's JWT-SVIDs.</summary>
    public JwtSource Proof { get; }

    /// <summary>gRPC invokers, each pinned to one agent.</summary>
    public AgentClients Clients { get; }

    /// <summary>Gets the workload's identity.</summary>
    /// <param name="endpoint">Address of its Workload API socket.</param>
    /// <param name="ports">The shop's.</param>
    public static async Task<WorkloadClients> OpenAsync(string endpoint, Ports ports)
    {
        var source = X509Source.Start(new X509SourceOptions { Endpoint = endpoint });
        await source.WaitForFirstAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return new WorkloadClients(source, new(new() { Endpoint = endpoint }), ports);
    }

    /// <summary>Asks an agent for a capability, as <c>ecommerce call</c> does.</summary>
    /// <param name="spiffeId">The agent's SPIFFE ID.</param>
    /// <param name="capability">The capability's name.</param>
    /// <param name="json">Its request.</param>
    public async Task<CallResult> CallAsync(string spiffeId, string capability, string json)
    {
        // Its ID stands in problems, and it asks the agents to record their spans.
        using var trace = new Activity($"call {capability}").SetIdFormat(ActivityIdFormat.W3C);
        trace.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        trace.Start();
        var request = new TaskRequest { Input = json, Metadata = { ["capability"] = capability } };
        var deadline = (TimeProvider.System.GetUtcNow() + CallTimeout).UtcDateTime;
        try
        {
            return CallResult.From(
                await new AgentService.AgentServiceClient(Clients.To(spiffeId)).ProcessTaskAsync(request, deadline: deadline));
        }
        catch (ProblemException exception)
        {
            return CallResult.From(exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        Proof.Dispose();
        await Source.DisposeAsync();
    }
}
