using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Spiffe.Hosting;

/// <summary>Adds OPA.</summary>
public static class OpaExtensions
{
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds an OPA server that processes of this host reach by a Unix socket; so it needs an engine without a virtual machine. It is not
    /// published: a socket has one machine.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="policies">Files and folders of policies and data.</param>
    public static IResourceBuilder<OpaResource> AddOpa(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, params string[] policies)
    {
        var resource = new OpaResource(name, SocketFolder.Of(builder, name));
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.CreateResourceBuilder(resource);
        }

        var check = $"{name}_answers";
        builder.Services.AddHealthChecks().AddAsyncCheck(check, cancellationToken => CheckAsync(resource, cancellationToken));
        var opa = builder.AddResource(resource)
            .WithImage("openpolicyagent/opa", "1.22.0").WithImageRegistry("docker.io")
            .WithContainerRuntimeArgs("--user", "0:0") // owns the socket; the folder above it is this user's alone
            .WithSocketFolder(resource.Folder)
            .WithBindMount(resource.Folder, "/run/opa")
            .WithArgs("run", "--server", "--addr", "unix:///run/opa/opa.sock", "--unix-socket-perm", "777", "--skip-version-check")
            .WithIconName("ShieldCheckmark")
            .WithHealthCheck(check);
        foreach (var path in policies)
        {
            var target = $"/policies/{Path.GetFileName(path)}";
            opa.WithBindMount(path, target, isReadOnly: true).WithArgs(target);
        }

        return opa;
    }

    private static async Task<HealthCheckResult> CheckAsync(OpaResource opa, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (_, cancellationToken) =>
                SocketStream.ConnectAsync(new UnixDomainSocketEndPoint(opa.Socket), cancellationToken),
        })
        { Timeout = HealthTimeout };
        try
        {
            using var answer = await http.GetAsync(new Uri("http://localhost/health"), cancellationToken);
            return answer.IsSuccessStatusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"it answers {answer.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            return HealthCheckResult.Unhealthy("it does not answer", exception);
        }
    }
}
