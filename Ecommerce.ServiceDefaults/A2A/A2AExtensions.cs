using A2A.Server;
using A2A.Validation;
using Ecommerce.ServiceDefaults.A2A.Push;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Privacy;
using Ecommerce.ServiceDefaults.Resilience;
using Ecommerce.ServiceDefaults.Tasks;
using Ecommerce.ServiceDefaults.Transport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spiffe;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>The Agent2Agent protocol as every agent serves it, on mutual TLS, and the gateway on its public port too.</summary>
public static class A2AExtensions
{
    /// <summary>
    /// The key of the service that serves the agent's own tasks, for an agent that puts another <see cref="A2AHandler"/> before it.
    /// </summary>
    public const string OwnTasks = "own";

    // A message, and what JSON adds to it.
    private const int LargestRequest = 256 * 1024;

    /// <summary>
    /// Adds the protocol and the tasks, without the care for them; see <see cref="TaskWorker"/>. The protocol adds gRPC with a binder of
    /// its own, so the agent's comes afterwards.
    /// </summary>
    internal static void AddAgentTasks(this IServiceCollection services)
    {
        services.AddA2A<AgentTaskHandler>(options => options.Limits = new A2ALimits { RequestBytes = LargestRequest });
        services.AddKeyedSingleton<A2AHandler, AgentTaskHandler>(OwnTasks);
        services.AddSingleton<AgentAddress>().AddSingleton<AgentSkills>().AddSingleton<Signals>();
        services.AddSingleton<TaskStore>().AddSingleton<TaskLists>().AddSingleton<TaskFollower>();
        services.AddSingleton<TaskWriter>().AddSingleton<TaskProgress>().AddSingleton<TaskCalls>().AddSingleton<TaskRuns>();
        services.AddSingleton<TaskCancellation>().AddSingleton<TaskWords>();
        services.TryAddSingleton<IdempotencyStore>();
        services.AddSingleton(provider => new AgentCards(
            provider.GetRequiredService<AgentInfo>(), () => provider.GetRequiredService<X509Source>().Current?.Svid,
            pushes: provider.GetService<TaskPushes>() is not null, words: provider.GetService<PlainWords>() is not null));
    }

    /// <summary>Adds the push notifications of tasks, if they are configured.</summary>
    public static void AddTaskPushes(this IServiceCollection services, AgentSettings settings)
    {
        if (settings.Push is { } push)
        {
            services.AddSingleton(push).AddSingleton(new PushGuard(push, PushGuard.ResolveAsync));
            services.AddSingleton(_ => new PushEncryption(
                SecretEncryption.Create(settings, "push.encryption_key_file", push.EncryptionKeyFile, "docs/a2a.md")));
            services.AddSingleton<TaskPushes>().AddSingleton<PushQueue>().AddSingleton<PushSender>().AddHostedService<PushWorker>();
        }
    }

    /// <summary>Maps the card and the three bindings. gRPC stays on mutual TLS.</summary>
    internal static void MapAgentTasks(this WebApplication app)
    {
        var listeners = new ListenerMetadata(Listeners.MutualTls | Listeners.Public);
        app.MapAgentCard().WithMetadata(listeners);
        app.MapA2A(AgentCards.Path).Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
                && path.StartsWith(AgentCards.Path, StringComparison.Ordinal))
            {
                endpoint.Metadata.Add(listeners);
            }
        });
    }
}
