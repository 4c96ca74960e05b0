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
        var sockets = builder.RuntimeFolder("opa");
        builder.AddContainer("opa", "openpolicyagent/opa", "1.22.0")
            .WithBindMount(builder.InRepository("policies"), "/policies", isReadOnly: true)
            .WithBindMount(builder.InRepository("deploy", "opa"), "/data", isReadOnly: true)
            .WithBindMount(sockets, "/run/opa")
            .WithContainerRuntimeArgs("--user", "0:0") // owns the socket; the folder above it is this user's alone
            .WithArgs(
                "run", "--server", "--addr", "unix:///run/opa/opa.sock", "--unix-socket-perm", "777", "--ignore", "tests",
                "--skip-version-check", "/policies", "/data/data.json");
        return $"unix://{sockets}/opa.sock";
    }

    /// <summary>A path within the repository.</summary>
    public static string InRepository(this IDistributedApplicationBuilder builder, params string[] parts) =>
        Path.GetFullPath(Path.Combine([builder.AppHostDirectory, "..", .. parts]));

    /// <summary>A folder for sockets and keys, this user's alone.</summary>
    public static string RuntimeFolder(this IDistributedApplicationBuilder builder, string name)
    {
        var folder = builder.InRepository("artifacts", "apphost", name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return folder;
    }

    private static Identity AddDevelopmentAuthority(this IDistributedApplicationBuilder builder)
    {
        var sockets = builder.RuntimeFolder("sockets");
        var authority = builder.AddProject<Projects.Ecommerce_Cli>("authority", launchProfileName: null)
            .WithArgs("authority", "--data-dir", builder.RuntimeFolder("authority"), "--sockets", sockets);
        return new(authority, workload => $"unix://{sockets}/{workload}.sock");
    }
}
