namespace Rego;

/// <summary>The source text of one module.</summary>
/// <param name="Path">The path that diagnostics name.</param>
/// <param name="Text">Rego source, version 1 of the language.</param>
public readonly record struct RegoSource(string Path, string Text)
{
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16, // links may form a cycle
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden,
    };

    /// <summary>Reads all <c>*.rego</c> files below a directory, in ordinal order of their paths, and files named <c>*_test.rego</c> only
    /// if <see cref="RegoOptions.IncludeTests"/> is set. Files and directories whose names begin with a dot are skipped: Kubernetes keeps
    /// the revisions of a ConfigMap in such directories, next to the links to them.</summary>
    /// <exception cref="DirectoryNotFoundException">The directory does not exist.</exception>
    public static IReadOnlyList<RegoSource> ReadDirectory(string directory, RegoOptions? options = null)
    {
        var tests = (options ?? RegoOptions.Default).IncludeTests;
        return [.. Directory.GetFiles(directory, "*.rego", Below)
            .Where(file => tests || !file.EndsWith("_test.rego", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => new RegoSource(file, File.ReadAllText(file)))];
    }
}
