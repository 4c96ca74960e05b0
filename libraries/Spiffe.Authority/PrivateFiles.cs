using System.Text;

namespace Spiffe.Authority;

/// <summary>Files and folders that are their owner's alone.</summary>
public static class PrivateFiles
{
    /// <summary>Mode of a folder that no other user can enter: 0700.</summary>
    public const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Mode of a file that no other user can read: 0600.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates the folder, or sets the mode of an existing one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mode">Its mode.</param>
    /// <exception cref="UnauthorizedAccessException">The folder is another user's.</exception>
    public static void CreateFolder(string folder, UnixFileMode mode = FolderMode)
    {
        Directory.CreateDirectory(folder, mode);
        File.SetUnixFileMode(folder, mode);
    }

    /// <summary>
    /// Replaces a file on the disk, whole or not at all: readers see the old contents or the new, also after a crash.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its new contents, written as UTF-8.</param>
    /// <param name="mode">Its mode.</param>
    public static void WriteAtomically(string path, string text, UnixFileMode mode = FileMode)
    {
        var part = path + ".part";
        File.Delete(part);
        using (var stream = new FileStream(part, new FileStreamOptions
        {
            Mode = System.IO.FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = mode,
        }))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Whether no other user can read or write the file.</summary>
    public static bool IsPrivate(string path) => (File.GetUnixFileMode(path) & ~FileMode) == 0;
}
