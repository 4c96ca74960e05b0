using System.Globalization;
using Ecommerce.Cli.Processes;

namespace Ecommerce.Cli.Development;

/// <summary>The lock that one shop a data folder has: an flock(2), so that it ends with its holder. Its file goes with it.</summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    private InstanceLock(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Takes the lock.</summary>
    /// <returns>Null while another process has it.</returns>
    public static InstanceLock? TryTake(string path)
    {
        var mine = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        while (true)
        {
            FileStream file;
            try
            {
                file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }

            file.SetLength(0);
            using (var writer = new StreamWriter(file, leaveOpen: true)) writer.Write(mine);
            // A holder deletes the file before it lets go; then this is the lock of a file that has no name any more.
            if (Holder(path) == Environment.ProcessId) return new InstanceLock(path, file);
            file.Dispose();
        }
    }

    /// <summary>PID of who has it, or null.</summary>
    public static int? Holder(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var pid = int.Parse(new StreamReader(file).ReadToEnd(), CultureInfo.InvariantCulture);
            return ProcessIdentity.Of(pid).IsAlive ? pid : null;
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Deletes the file and lets go.</summary>
    public void Dispose()
    {
        File.Delete(_path);
        _file.Dispose();
    }
}
