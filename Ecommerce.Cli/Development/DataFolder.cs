using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.Cli.Development;

/// <summary>The folders of one shop: what it keeps, and the sockets of the one that runs now.</summary>
internal sealed class DataFolder
{
    private DataFolder(string path)
    {
        Root = path;
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];
        Runtime = Path.Combine(RuntimeParent(), $"ecommerce-{NativeMethods.geteuid()}-{id}");
    }

    /// <summary>Everything that is kept.</summary>
    public string Root { get; }

    /// <summary>
    /// Sockets. It has a short name of its own, since a Unix socket's path holds at most 107 bytes (unix(7)), and lies where nobody else
    /// can have made it before.
    /// </summary>
    public string Runtime { get; }

    /// <summary>Outputs of the agents, the server and the runner.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>What runs now; see <see cref="Instance"/>.</summary>
    public string InstanceFile => Path.Combine(Root, "instance.json");

    /// <summary>Held by whoever runs or stops the shop.</summary>
    public string LockFile => Path.Combine(Root, "lock");

    /// <summary>The SPIFFE Workload API sockets, one a workload.</summary>
    public string Sockets => Runtime;

    /// <summary>Log file of that process.</summary>
    public string LogOf(string name) => Path.Combine(Logs, $"{name}.log");

    /// <summary>A path in the folder.</summary>
    public string At(string name) => Path.Combine(Root, name);

    /// <summary>
    /// The folder given; else <c>ECOMMERCE_DATA</c>; else <c>$XDG_DATA_HOME/ecommerce</c> or <c>~/.local/share/ecommerce</c>; for root
    /// <c>/var/lib/ecommerce</c>, since PostgreSQL runs as another account, which cannot enter root's home.
    /// </summary>
    public static DataFolder Of(string? path) => new(Path.GetFullPath(path ?? Variable("ECOMMERCE_DATA") ?? Default()));

    /// <summary>Makes the folders that are kept.</summary>
    public void Create()
    {
        var mode = Environment.IsPrivilegedProcess ? FilePermissions.PassThrough : FilePermissions.Private;
        FilePermissions.CreateFolder(Root, mode);
        FilePermissions.CreateFolder(Logs, FilePermissions.Private);
    }

    /// <summary>Deletes what is kept, but for the logs and the lock, which the caller holds.</summary>
    public void DeleteContents()
    {
        foreach (var entry in new DirectoryInfo(Root).EnumerateFileSystemInfos())
        {
            if (entry.FullName == LockFile || entry.FullName == Logs) continue;
            if (entry is DirectoryInfo directory) directory.Delete(recursive: true);
            else entry.Delete();
        }
    }

    private static string Default() =>
        Variable("XDG_DATA_HOME") is { } home ? Path.Combine(home, "ecommerce")
        : Environment.IsPrivilegedProcess ? "/var/lib/ecommerce"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "ecommerce");

    private static string RuntimeParent() =>
        Variable("XDG_RUNTIME_DIR") ?? (Environment.IsPrivilegedProcess && Directory.Exists("/run") ? "/run" : "/tmp");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
