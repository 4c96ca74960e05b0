namespace Ecommerce.Development;

/// <summary>
/// The lock that allows one shop a data folder: an flock(2), so that it ends with its holder, which also deletes its file.
/// </summary>
public sealed class InstanceLock : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    private InstanceLock(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Takes the lock.</summary>
    /// <returns>Null while another process has it.</returns>
    public static InstanceLock? TryTake(string path)
    {
        while (true)
        {
            FileStream file;
            try
            {
                // FileShare.None is flock(LOCK_EX | LOCK_NB).
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }

            // A holder deletes the file before it lets go; then this is the lock of a file that has no name any more (proc(5)).
            var link = File.ResolveLinkTarget($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}", returnFinalTarget: false);
            if (link?.FullName == path)
            {
                return new InstanceLock(path, file);
            }

            file.Dispose();
        }
    }

    /// <summary>Whether a process holds it.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var taken = TryTake(path);
        return taken is null;
    }

    /// <summary>Deletes the file and lets go.</summary>
    public void Dispose()
    {
        File.Delete(_path);
        _file.Dispose();
    }
}
