using Ecommerce.Development;

namespace Ecommerce.AppHost;

/// <summary>Who serves the SPIFFE Workload API.</summary>
/// <param name="Ready">What agents wait for.</param>
/// <param name="EndpointOf">Where a workload finds its socket, by the workload's name.</param>
internal sealed record Identity(IResourceBuilder<IResource> Ready, Func<string, string> EndpointOf);

/// <summary>Adds what gives identities and what decides policies from outside.</summary>
internal static class IdentityExtensions
{
    /// <summary>
    /// SPIRE, whose agent attests the processes of this host; or, with <c>Identity=development</c> and where containers cannot see this
    /// host's processes (anywhere but on Linux), the development authority.
    /// </summary>
    public static Identity AddIdentity(this IDistributedApplicationBuilder builder) =>
        (builder.Configuration["Identity"] ?? (OperatingSystem.IsLinux() ? "spire" : "development")) switch
        {
            "spire" => builder.AddSpire(),
            "development" => builder.AddDevelopmentAuthority(),
            var other => throw new DistributedApplicationException($"Identity is spire or development, not {other}."),
        };

    /// <summary>Adds an OPA server on a Unix socket, with the same policies that agents evaluate in process.</summary>
    /// <returns>The socket's address.</returns>
    public static string AddOpa(this IDistributedApplicationBuilder builder)
    {
        var sockets = RuntimeFolder.Create("opa");
        builder.AddContainer("opa", "openpolicyagent/opa", "1.22.0")
            .WithBindMount(RepositoryRoot.At("policies"), "/policies", isReadOnly: true)
            .WithBindMount(RepositoryRoot.At("deploy", "opa"), "/data", isReadOnly: true)
            .WithBindMount(sockets, "/run/opa")
            .WithContainerRuntimeArgs("--user", "0:0") // owns the socket; the folder above it is this user's alone
            .WithArgs(
                "run", "--server", "--addr", "unix:///run/opa/opa.sock", "--unix-socket-perm", "777", "--ignore", "tests",
                "--skip-version-check", "/policies", "/data/data.json");
        return $"unix://{sockets}/opa.sock";
    }

    private static Identity AddDevelopmentAuthority(this IDistributedApplicationBuilder builder)
    {
        var sockets = RuntimeFolder.Create("sockets");
        var authority = builder.AddProject<Projects.Ecommerce_Cli>("authority", launchProfileName: null)
            .WithArgs("authority", "--data-dir", RuntimeFolder.Create("authority"), "--sockets", sockets);
        return new(authority, workload => $"unix://{sockets}/{workload}.sock");
    }
}
