namespace Ecommerce.Cli.Development.Authority;

/// <summary>Files and folders whose mode matters.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder that no other user can enter, or closes the one that is there.</summary>
    /// <exception cref="IOException">The folder is a link.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is another user's.</exception>
    public static void CreateDirectory(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException(
                "the development authority needs Linux: it knows its callers by the credentials of Unix sockets");
        }
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            throw new IOException($"this folder must not be a link: {folder}");
        }
        Directory.CreateDirectory(folder, ReadWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(folder, ReadWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Replaces a file at once, so that a crash leaves the old or the new one whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its new text.</param>
    /// <param name="secret">Whether the owner alone may read it.</param>
    public static void Write(string path, string text, bool secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = secret ? ReadWrite : ReadWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        }
        var temporary = path + ".new";
        File.Delete(temporary);
        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(text);
        }
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Whether the owner alone can read and write the file.</summary>
    public static bool IsSecret(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~ReadWrite) == 0;
}
