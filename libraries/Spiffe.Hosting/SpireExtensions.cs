namespace Spiffe.Hosting;

/// <summary>Adds SPIRE.</summary>
public static class SpireExtensions
{
    private const string Version = "1.15.3";
    private const string Registry = "ghcr.io";
    private const string Configuration = "/etc/spire";
    private const string ServerSockets = "/run/spire/server";

    /// <summary>
    /// Adds a SPIRE server, two steps that register the workloads, and a SPIRE agent, in containers. The agent sees the processes of this
    /// host, so that this needs Linux and an engine without a virtual machine. All that they know ends with their containers. They are not
    /// published: there, the platform has a SPIRE of its own.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the agent's resource, and beginning of the others' names.</param>
    /// <param name="trustDomain">The trust domain.</param>
    public static IResourceBuilder<SpireResource> AddSpire(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string trustDomain = "example.org")
    {
        var resource = new SpireResource(name, TrustDomain.Parse(trustDomain), SocketFolder.Of(builder, name));
        if (builder.ExecutionContext.IsPublishMode)
        {
            return builder.CreateResourceBuilder(resource);
        }

        var serverName = $"{name}-server";
        var files = new SpireFiles(resource, serverName, TimeProvider.System);
        var agent = builder.AddResource(resource);
        var server = builder.AddSpireContainer(serverName, "spiffe/spire-server")
            .WithContainerFiles(Configuration, (_, _) => Task.FromResult(files.ForServer()))
            .WithArgs("-config", $"{Configuration}/{SpireFiles.ServerConfiguration}")
            .WithHealthOfSpire()
            .WithParentRelationship(agent);
        var volume = VolumeNameGenerator.Generate(server, "sockets");
        server.WithVolume(volume, ServerSockets);
        // As JSON, in which an entry that is there already is no failure, so that the step can be started again; but then nothing is one.
        var created = EntriesStep($"{name}-new-entries", "create", "-output", "json").WaitFor(server);
        // This ends badly for each entry that was refused.
        var entries = EntriesStep($"{name}-entries", "update").WaitForCompletion(created);

        // To read /proc/PID/exe of the host's processes the agent needs their namespace, and the right to look into others' processes.
        return agent
            .WithImage("spiffe/spire-agent", Version).WithImageRegistry(Registry)
            .WithContainerRuntimeArgs("--user", "0:0", "--pid", "host", "--privileged")
            .WithSocketFolder(resource.Folder)
            .WithBindMount(resource.Folder, "/run/spire/sockets")
            .WithContainerFiles(Configuration, (_, _) => Task.FromResult(files.ForAgent()))
            .WithArgs("-config", $"{Configuration}/{SpireFiles.AgentConfiguration}")
            .WithHealthOfSpire()
            .WithIconName("CertificateAdd")
            .WaitForCompletion(entries);

        IResourceBuilder<ContainerResource> EntriesStep(string step, params string[] command) =>
            builder.AddSpireContainer(step, "spiffe/spire-server")
                .WithContainerFiles(Configuration, (_, cancellationToken) => files.ForEntriesAsync(builder, cancellationToken))
                .WithVolume(volume, ServerSockets)
                .WithEntrypoint("/opt/spire/bin/spire-server")
                .WithArgs((string[])
                [
                    "entry", .. command, "-socketPath", $"{ServerSockets}/{SpireFiles.ServerSocket}", "-data",
                    $"{Configuration}/{SpireFiles.Entries}",
                ])
                .WithParentRelationship(agent);
    }

    private static IResourceBuilder<ContainerResource> AddSpireContainer(
        this IDistributedApplicationBuilder builder, string name, string image) => builder.AddContainer(name, image, Version)
            .WithImageRegistry(Registry)
            .WithContainerRuntimeArgs("--user", "0:0"); // owns the sockets' volume

    private static IResourceBuilder<T> WithHealthOfSpire<T>(this IResourceBuilder<T> container)
        where T : ContainerResource => container
            .WithHttpEndpoint(targetPort: 8080, name: "health")
            .WithHttpHealthCheck("/ready", endpointName: "health");
}
