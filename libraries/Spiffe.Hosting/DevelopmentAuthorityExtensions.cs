using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spiffe.Authority;

namespace Spiffe.Hosting;

/// <summary>Adds the development authority.</summary>
public static class DevelopmentAuthorityExtensions
{
    /// <summary>
    /// Adds an authority that issues identities to processes of this user. It needs no container and, on Linux, nothing else; it keeps its
    /// root beside its sockets. It is not published: there, the platform serves the Workload API.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="trustDomain">The trust domain.</param>
    public static IResourceBuilder<DevelopmentAuthorityResource> AddDevelopmentAuthority(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string trustDomain = "example.org")
    {
        var resource = new DevelopmentAuthorityResource(name, TrustDomain.Parse(trustDomain), SocketFolder.Of(builder, name));
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.CreateResourceBuilder(resource);
        }

        var check = $"{name}_serves";
        builder.Services.AddHealthChecks().AddCheck(
            check,
            () => resource.Authority is null ? HealthCheckResult.Unhealthy("it does not serve yet") : HealthCheckResult.Healthy());
        return builder.AddResource(resource)
            .ExcludeFromManifest()
            .WithInitialState(new()
            {
                ResourceType = "Authority",
                State = KnownResourceStates.Starting,
                Properties = [new("Trust domain", trustDomain), new(CustomResourceKnownProperties.Source, resource.Folder)],
            })
            .WithIconName("CertificateAdd")
            .WithHealthCheck(check)
            .OnInitializeResource(StartAsync)
            .WithCommand("rotate", "Rotate identities", _ => RotateAsync(resource), new()
            {
                Description = "Replaces the root, and every identity under it, without failing a call.",
                IconName = "ArrowSync",
                UpdateState = _ => resource.Authority is null ? ResourceCommandState.Disabled : ResourceCommandState.Enabled,
            });
    }

    private static async Task StartAsync(
        DevelopmentAuthorityResource resource, InitializeResourceEvent started, CancellationToken cancellationToken)
    {
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(new ResourceLogs(started.Logger)));
        try
        {
            resource.Authority = await DevelopmentAuthority.StartAsync(
                new()
                {
                    SocketDirectory = resource.Folder,
                    DataDirectory = Path.Combine(resource.Folder, "root"),
                    TrustDomain = resource.TrustDomain,
                    Registrations = [.. resource.Workloads.Select(workload => RegistrationOf(resource.TrustDomain, workload))],
                    LoggerFactory = loggers,
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.AuthorityFailed(started.Logger, exception);
            await started.Notifications.PublishUpdateAsync(resource, state => state with { State = KnownResourceStates.FailedToStart });
            return;
        }

        // The workloads have stopped by then.
        started.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(
            () => resource.Authority.DisposeAsync().AsTask().GetAwaiter().GetResult());
        await started.Notifications.PublishUpdateAsync(resource, state => state with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
    }

    private static async Task<ExecuteCommandResult> RotateAsync(DevelopmentAuthorityResource resource) =>
        await resource.Authority!.RotateRootAsync()
            ? CommandResults.Success("Every identity is renewed under a new root.")
            : CommandResults.Failure("Another rotation is in progress.");

    private static Registration RegistrationOf(TrustDomain trustDomain, SpiffeWorkload workload) =>
        new(workload.Name, [SpiffeId.Parse($"spiffe://{trustDomain}{workload.Path}")])
        {
            DnsNames = workload.DnsNames,
            SvidLifetime = workload.SvidLifetime,
            TokenLifetime = workload.TokenLifetime,
        };

    /// <summary>Logs to the resource's console in the dashboard.</summary>
    private sealed class ResourceLogs(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
            // The logger is the application's.
        }
    }
}
