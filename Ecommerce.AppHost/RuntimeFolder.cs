using Ecommerce.Development;
using Spiffe.Authority;

namespace Ecommerce.AppHost;

/// <summary>Folders for sockets and keys, this user's alone.</summary>
internal static class RuntimeFolder
{
    /// <summary>Creates a folder.</summary>
    /// <param name="name">Its name.</param>
    public static string Create(string name)
    {
        var folder = RepositoryRoot.At("artifacts", "apphost", name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            PrivateFiles.CreateFolder(folder);
        }

        return folder;
    }
}
