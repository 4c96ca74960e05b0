namespace Ecommerce.Cli.Development;

/// <summary>Where the repository's parts lie, found upwards from this program.</summary>
internal static class Repository
{
    /// <summary>Folder of the solution.</summary>
    /// <exception cref="CommandException">The program does not lie within the repository.</exception>
    public static string Root { get; } = Find() ?? throw new CommandException(
        "The repository's Ecommerce.sln is not above this program. Run bin/ecommerce of a built repository.");

    /// <summary>A path within the repository.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string? Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Ecommerce.sln")))
            {
                return folder;
            }
        }
        return null;
    }
}
