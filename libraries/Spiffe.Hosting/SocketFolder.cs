using Spiffe.Authority;

namespace Spiffe.Hosting;

/// <summary>
/// Folders for Unix sockets: outside of the repository, since a socket's path has at most 107 bytes (unix(7)), and this user's alone.
/// </summary>
internal static class SocketFolder
{
    private const int HashLength = 8;

    /// <summary>Where the folder of a resource lies; another one for each AppHost.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">Name of the resource.</param>
    public static string Of(IDistributedApplicationBuilder builder, string name)
    {
        var runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var parent = Directory.Exists(runtime) ? runtime : Environment.IsPrivilegedProcess && Directory.Exists("/run") ? "/run" : "/tmp";
        var application = builder.Configuration["AppHost:PathSha256"]![..HashLength].ToLowerInvariant();
        return Path.Combine(parent, $"aspire-{Environment.UserName}-{application}-{name}");
    }

    /// <summary>Creates it when the resource starts.</summary>
    public static IResourceBuilder<T> WithSocketFolder<T>(this IResourceBuilder<T> resource, string folder)
        where T : IResource => resource.OnBeforeResourceStarted((_, _, _) =>
        {
            PrivateFiles.CreateFolder(folder);
            return Task.CompletedTask;
        });
}
