namespace Rego.Tests;

/// <summary>The folders of the repository and of the material next to it.</summary>
internal static class Paths
{
    internal static string Repository { get; } = FindRepository();

    internal static string Shared => Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("no global.json above the test's folder");
    }
}
