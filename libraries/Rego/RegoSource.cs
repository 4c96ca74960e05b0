namespace Rego;

/// <summary>The text of one module.</summary>
/// <param name="Path">Where it came from; named in diagnostics.</param>
/// <param name="Text">Rego source, version 1 of the language.</param>
public readonly record struct RegoSource(string Path, string Text)
{
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16, // links may form a circle
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden,
    };

    /// <summary>Reads every <c>*.rego</c> file below a directory, in ordinal order of their paths; files named <c>*_test.rego</c> only
    /// if <see cref="RegoOptions.IncludeTests"/> is set. What is hidden (a name that begins with a dot) is left out with all below it:
    /// among it are the folders in which Kubernetes keeps the revisions of a ConfigMap, beside the links to them.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static IReadOnlyList<RegoSource> ReadDirectory(string directory, RegoOptions? options = null)
    {
        var tests = (options ?? RegoOptions.Default).IncludeTests;
        return [.. Directory.GetFiles(directory, "*.rego", Below)
            .Where(file => tests || !file.EndsWith("_test.rego", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => new RegoSource(file, File.ReadAllText(file)))];
    }
}
