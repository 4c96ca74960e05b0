using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.ServiceDiscovery;
using Spiffe;

namespace Ecommerce.Testing;

/// <summary>What an agent's typed clients are made of, for looking at how they are registered: no call of theirs arrives.</summary>
public static class UnreachableAgents
{
    /// <summary>Adds it for an agent of that name, which reports its breakers.</summary>
    public static IServiceCollection AddUnreachableAgents(this IServiceCollection services, string agent)
    {
        AgentInfo info = new(agent, "agentweave.io");
        var settings = new AgentSettings(new ConfigurationBuilder().Build());
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging().AddServiceDiscovery();
        return services.AddSingleton(info)
            .AddSingleton(_ => X509Source.Start(new X509SourceOptions { Endpoint = "unix:///nobody/listens" }))
            .AddSingleton(provider => new AgentClients(
                new(
                    provider.GetRequiredService<X509Source>(), provider.GetRequiredService<ServiceEndpointResolver>(), settings,
                    TimeProvider.System, NullLogger<AgentChannels>.Instance),
                settings, new AgentClientOptions { Metrics = new AgentMetrics(info) }, TimeProvider.System,
                NullLogger<AgentClients>.Instance));
    }
}
