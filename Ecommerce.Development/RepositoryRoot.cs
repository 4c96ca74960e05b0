namespace Ecommerce.Development;

/// <summary>
/// The folder that holds <c>config</c> and <c>policies</c>, found upwards from this program: the repository's, or an image's.
/// </summary>
public static class RepositoryRoot
{
    /// <summary>The configuration that this was built in, as folders below <c>artifacts</c> are called.</summary>
#if DEBUG
    public const string Configuration = "debug";
#else
    public const string Configuration = "release";
#endif

    private static readonly Lazy<string> Found = new(() => Find() ?? throw new DirectoryNotFoundException(
        "The repository's config/registrations.yaml is not above this program. Run bin/ecommerce of a built repository."));

    /// <summary>The folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not lie within the repository or an image.</exception>
    public static string Path => Found.Value;

    /// <summary>A path within it.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not lie within the repository or an image.</exception>
    public static string At(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "config", "registrations.yaml")))
            {
                return folder;
            }
        }

        return null;
    }
}
