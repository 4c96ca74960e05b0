namespace Ecommerce.Development;

/// <summary>The repository's folder, found upwards from this program.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(() => Find() ?? throw new DirectoryNotFoundException(
        "The repository's Ecommerce.sln is not above this program. Run bin/ecommerce of a built repository."));

    /// <summary>Folder of the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not lie within the repository.</exception>
    public static string Path => Found.Value;

    /// <summary>A path within the repository.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not lie within the repository.</exception>
    public static string At(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "Ecommerce.sln")))
            {
                return folder;
            }
        }

        return null;
    }
}
