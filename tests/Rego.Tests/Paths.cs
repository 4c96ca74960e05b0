using Ecommerce.Development;

namespace Rego.Tests;

/// <summary>The folder of the material next to the repository.</summary>
internal static class Paths
{
    internal static string Shared { get; } = Path.GetFullPath(RepositoryRoot.At("..", "shared"));
}
