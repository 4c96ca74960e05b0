namespace Ecommerce.Contracts.Tests;

/// <summary>Where the repository's own files lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Ecommerce.sln")) ? folder : Find(Directory.GetParent(folder)!.FullName);
}
