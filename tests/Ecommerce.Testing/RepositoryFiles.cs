using Ecommerce.Cli.Development;

namespace Ecommerce.Testing;

/// <summary>Finds the repository's files.</summary>
public static class RepositoryFiles
{
    /// <summary>The full path of a file or folder in the repository.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Repository.At(parts);
}
