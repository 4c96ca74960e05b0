using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Contracts.V1;
using Ecommerce.ServiceDefaults.A2A;
using Ecommerce.ServiceDefaults.Agents;
using Ecommerce.ServiceDefaults.Audit;
using Ecommerce.ServiceDefaults.Authorization;
using Ecommerce.ServiceDefaults.Capabilities;
using Ecommerce.ServiceDefaults.Clients;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Database;
using Ecommerce.ServiceDefaults.Development;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.ServiceDefaults.Sealing;
using Ecommerce.ServiceDefaults.Telemetry;
using Ecommerce.ServiceDefaults.Tokens;
using Ecommerce.ServiceDefaults.Transport;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Spiffe;

namespace Ecommerce.ServiceDefaults;

/// <summary>Makes a process a secure agent.</summary>
public static class Extensions
{
    /// <summary>
    /// Identity, mutual TLS, authorization, deadlines, resilience, health, telemetry, configuration and audit, the same in every agent.
    /// </summary>
    /// <param name="builder">The agent's builder.</param>
    /// <param name="name">One of <see cref="AgentNames"/>.</param>
    /// <exception cref="AgentSetupException">The configuration breaks <see cref="AgentSchema"/>.</exception>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string name)
    {
        var settings = AgentConfiguration.Read(builder.Configuration, name);
        // DOTNET_ENVIRONMENT alone must not enable what .NET enables for developers.
        builder.Environment.EnvironmentName = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(settings.Environment);
        var agent = new AgentInfo(name, settings.TrustDomain);
        builder.AddAgentTelemetry(agent, settings);
        builder.AddAgentListeners();

        var services = builder.Services;
        services.TryAddSingleton(MovableClock.Of(agent, builder.Configuration, settings));
        services.AddSingleton(settings).AddSingleton(agent).AddSingleton<Failpoints>();
        services.AddSingleton(provider => FollowIdentity(provider, agent, settings));

        services.AddCapabilities(settings);
        services.AddServiceDiscovery();
        services.AddSingleton<AgentChannels>().AddSingleton(CreateClients).AddSingleton<CallTokenSource>(ForwardedToken.OfAsync);
        services.AddSingleton<SigningKeySource>(provider => cancellationToken => KeysAsync(provider, agent, cancellationToken));
        services.AddSingleton<DatabaseHealth>().AddHealthChecks()
            .AddTypeActivatedCheck<IdentityHealth>("identity", TimeProvider.System)
            .AddCheck<PolicyHealth>("policies").AddCheck<DatabaseHealth>("database");
        services.AddSingleton<HealthService>();
        services.AddSingleton(provider => new ObservationCapabilities(
            provider.GetRequiredService<AgentInfo>(), settings, provider.GetRequiredService<AgentHealthReport>(),
            provider.GetRequiredService<IPolicyEngine>(), provider.GetRequiredService<X509Source>(),
            provider.GetRequiredService<DecisionLog>(), provider.GetRequiredService<FailureLog>(),
            provider.GetRequiredService<TimeProvider>()));
        AddSealing(services, settings);
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(10);
            // No background loop ends by an exception; if another hosted service does, the agent keeps serving.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
    }

    /// <summary>Registers the agent's service: its methods are the agent's capabilities on every surface.</summary>
    /// <typeparam name="TService">Derives from the base class generated for the agent's typed service.</typeparam>
    public static void AddAgentService<TService>(this WebApplicationBuilder builder)
        where TService : class
    {
        builder.Services.AddSingleton<TService>().AddSingleton<AgentGrpcService>();
        builder.Services.AddAgentTasks();
        builder.Services.UseAgentMethods();
        builder.Services.AddSingleton(provider => new CapabilityMethods(
            provider.GetRequiredService<AgentInfo>().Name, provider.GetRequiredService<TService>()));
        builder.Services.AddSingleton(new AgentServiceMap(typeof(TService), app => app.MapGrpcService<TService>()));
    }

    /// <summary>Registers a typed client of another agent.</summary>
    /// <param name="builder">The agent's builder.</param>
    /// <param name="agent">The callee, one of <see cref="AgentNames"/>.</param>
    /// <param name="resilience">What the client does about failures of the callee.</param>
    /// <typeparam name="TClient">A generated gRPC client.</typeparam>
    public static void AddAgentClient<TClient>(
        this WebApplicationBuilder builder, string agent, CallResilience resilience = CallResilience.Default)
        where TClient : ClientBase =>
        builder.Services.AddSingleton(provider => (TClient)Activator.CreateInstance(
            typeof(TClient),
            provider.GetRequiredService<AgentClients>().To(provider.GetRequiredService<AgentInfo>().IdOf(agent), resilience))!);

    /// <summary>
    /// Maps the agent's service, the generic surfaces and the probes, each to its listener. Policies that are evaluated in process are
    /// loaded and tried here, before the agent listens.
    /// </summary>
    /// <exception cref="AgentSetupException">The policies cannot be used.</exception>
    public static void MapDefaultEndpoints(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<IPolicyEngine>();
        app.UseMiddleware<ListenerGate>();
        app.UseMiddleware<FaultReply>();
        app.MapAgentGrpc();
        app.MapAgentTasks();
        app.MapGrpcService<HealthService>().WithMetadata(new ListenerMetadata(Listeners.GrpcHealth)).DisableRateLimiting();

        // Plain delegates: what binds a handler's parameters would be compiled while the first probe waits.
        var probes = new ListenerMetadata(Listeners.HttpHealth);
        app.MapGet("/healthz/live", context => Results.Text("live").ExecuteAsync(context)).WithMetadata(probes).DisableRateLimiting();
        app.MapFallback("{**path}", ProblemReply.WriteNotFoundAsync)
            .WithMetadata(new ListenerMetadata(Listeners.MutualTls | Listeners.Public));
        var readiness = app.Services.GetRequiredService<AgentReadiness>();
        app.MapGet(
            "/healthz/ready",
            async context => await (await readiness.ProbeAsync(context.RequestAborted)).ExecuteAsync(context))
            .WithMetadata(probes).DisableRateLimiting();
    }

    /// <summary>Takes care of the tasks in the agent's database, and tells of them.</summary>
    internal static void AddTaskWorkers(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<TaskWorker>();
        builder.Services.AddTaskPushes(builder.AgentSettings());
    }

    /// <summary>Refuses a service that leaves an RPC without a method.</summary>
    /// <exception cref="AgentSetupException">One line for each such RPC.</exception>
    internal static void CheckAgentService(this WebApplicationBuilder builder)
    {
        var map = builder.Services.Select(service => service.ImplementationInstance).OfType<AgentServiceMap>().Single();
        var missing = ServiceConformance.Missing(map.Service);
        if (missing.Count > 0)
        {
            throw new AgentSetupException(missing);
        }
    }

    private static void AddSealing(IServiceCollection services, AgentSettings settings)
    {
        services.AddSingleton(provider => new AuditCapabilities(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<AgentInfo>(),
            provider.GetRequiredService<IdempotencyStore>(), () => provider.GetRequiredService<X509Source>().Current?.Svid.Leaf,
            provider.GetRequiredService<TimeProvider>()));
        if (settings.AuditEnabled)
        {
            services.AddSingleton<SealStore>().AddHostedService<AuditSealer>().AddHostedService<AuditCountersigner>();
        }
    }

    private static void AddPolicies(IServiceCollection services, AgentSettings settings)
    {
        if (settings.AuthorizationProvider == "opa")
        {
            services.AddSingleton<IPolicyEngine, OpaPolicyEngine>();
            return;
        }

        services.AddSingleton<RegoPolicyEngine>().AddHostedService<PolicyWatcher>();
        services.AddSingleton<IPolicyEngine>(provider => provider.GetRequiredService<RegoPolicyEngine>());
    }

    /// <summary>The capability invoker and what it depends on: policy, audit, metrics, gRPC.</summary>
    internal static void AddCapabilities(this IServiceCollection services, AgentSettings settings)
    {
        services.AddSingleton<AgentMetrics>().AddSingleton<FailureLog>().AddSingleton<DecisionLog>();
        services.AddSingleton<AuditLog>().AddHostedService(provider => provider.GetRequiredService<AuditLog>());
        AddPolicies(services, settings);
        services.AddSingleton<Authorizer>();
        services.AddSingleton(provider => new TokenVerifier(
            provider.GetRequiredService<AgentInfo>(), provider.GetRequiredService<SigningKeySource>(), TimeProvider.System));
        services.AddSingleton(provider => new CapabilityInvoker(
            provider.GetRequiredService<AgentInfo>(), provider.GetRequiredService<TokenVerifier>(),
            provider.GetRequiredService<Authorizer>(), provider.GetRequiredService<AuditLog>(),
            provider.GetRequiredService<AgentMetrics>(), provider.GetRequiredService<FailureLog>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CapabilityInvoker>>()));
        services.AddSingleton<AgentReadiness>().AddSingleton<AgentHealthReport>();
        services.AddAgentGrpc();
    }

    /// <summary>Maps the agent's own service and <c>AgentService</c>.</summary>
    internal static void MapAgentGrpc(this WebApplication app)
    {
        app.UseMiddleware<GrpcFrames>();
        app.Services.GetRequiredService<AgentServiceMap>().Map(app);
        app.MapGrpcService<AgentGrpcService>();
    }

    private static X509Source FollowIdentity(IServiceProvider provider, AgentInfo agent, AgentSettings settings)
    {
        var audit = provider.GetRequiredService<AuditLog>();
        var source = X509Source.Start(new X509SourceOptions
        {
            Endpoint = settings.SpiffeEndpoint,
            Id = SpiffeId.Parse(agent.SpiffeId),
            RefuseDevelopmentAuthority = !settings.IsDevelopment,
            RevocationGrace = settings.RevocationGrace,
            LoggerFactory = provider.GetRequiredService<ILoggerFactory>(),
        });
        source.Changed += identity => audit.Record(AuditEvent.IdentityRotation(identity));
        provider.GetRequiredService<AgentMetrics>().Identity(source);
        return source;
    }

    private static AgentClients CreateClients(IServiceProvider provider)
    {
        var agent = provider.GetRequiredService<AgentInfo>();
        return new(
            provider.GetRequiredService<AgentChannels>(),
            provider.GetRequiredService<AgentSettings>(),
            new AgentClientOptions
            {
                Policy = new OutboundPolicy(agent.SpiffeId, provider.GetRequiredService<Authorizer>()),
                Tokens = provider.GetRequiredService<CallTokenSource>(),
                Metrics = provider.GetRequiredService<AgentMetrics>(),
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AgentClients>>());
    }

    private static Task<SigningKeySet> KeysAsync(IServiceProvider provider, AgentInfo agent, CancellationToken cancellationToken) =>
        new UserService.UserServiceClient(provider.GetRequiredService<AgentClients>().To(agent.IdOf(AgentNames.User)))
            .GetSigningKeysAsync(new(), cancellationToken: cancellationToken).ResponseAsync;

    private sealed record AgentServiceMap(Type Service, Action<WebApplication> Map);
}
