using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>Folders that the database server's account shares with ours.</summary>
public static class FilePermissions
{
    /// <summary>0711: others may pass through, not look.</summary>
    public const UnixFileMode PassThrough = PrivateFiles.FolderMode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Whether every account may enter the folder and those above it.</summary>
    public static bool IsOpenToAll(string folder)
    {
        for (var at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            if ((File.GetUnixFileMode(at) & UnixFileMode.OtherExecute) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Copies a folder with everything in it; symbolic links are followed, execute permissions kept.</summary>
    public static void CopyTree(string from, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            CopyTree(folder, Path.Combine(to, Path.GetFileName(folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
