using System.Security.Cryptography;
using System.Text;
using Ecommerce.Development.Processes;
using Spiffe.Authority;

namespace Ecommerce.Development;

/// <summary>The folders of one shop: what it keeps, and the sockets of the one that runs now.</summary>
public sealed class DataFolder
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
    /// Sockets. It has a short name of its own, since a Unix socket's path holds at most 107 bytes (unix(7)), and lies where no other
    /// user can have created it.
    /// </summary>
    public string Runtime { get; }

    /// <summary>The output of the agents, the server and the runner.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>What runs now; see <see cref="Instance"/>.</summary>
    public string InstanceFile => Path.Combine(Root, "instance.json");

    /// <summary>Held while the shop runs or is being stopped.</summary>
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
    /// <exception cref="ShopException">No folder is given and there is no home for one; a usage error.</exception>
    public static DataFolder Of(string? path) => new(Path.GetFullPath(path ?? Default() ?? throw new ShopException(
        "HOME does not name an existing folder. Choose a data folder with --data-dir DIR or ECOMMERCE_DATA.")
    {
        IsUsageError = true,
    }));

    /// <summary>The option that names this folder, with a space before it; empty for the default folder.</summary>
    public string Option => Default() is { } meant && Path.GetFullPath(meant) == Root ? "" : $" --data-dir {ShellWord.Of(Root)}";

    /// <summary>Checks that the folder, if it exists, can be read: a shop of another account is not the same as no shop.</summary>
    /// <exception cref="ShopException">It is another account's, or not a folder.</exception>
    public void CheckReadable() => Names();

    /// <summary>Creates the folders that are kept.</summary>
    /// <exception cref="ShopException">They cannot be created, or the folder holds other files than a shop's.</exception>
    public void Create()
    {
        var names = Names();
        // Its mode is set and --fresh empties it, so it must not be a home or /tmp, given by mistake.
        var isOurs = names.Any(name => name is "credentials.json" or "authority")
            || names.All(name => name is "logs" or "lock" or "instance.json" or "postgresql" or "lost+found");
        if (!isOurs)
        {
            throw new ShopException($"{Root} holds other files than a shop's. Choose an empty or a new folder with --data-dir.");
        }

        CreateFolder(Root, Environment.IsPrivilegedProcess ? FilePermissions.PassThrough : PrivateFiles.FolderMode);
        CreateFolder(Logs, PrivateFiles.FolderMode);
    }

    /// <summary>Creates the folder of the sockets.</summary>
    /// <exception cref="ShopException">It cannot be created.</exception>
    public void CreateRuntime() => CreateFolder(Runtime, PrivateFiles.FolderMode, "Its parent is XDG_RUNTIME_DIR, /run or /tmp.");

    /// <summary>Deletes what is kept, but for the logs and the lock, which the caller holds.</summary>
    public void DeleteContents()
    {
        foreach (var entry in new DirectoryInfo(Root).EnumerateFileSystemInfos())
        {
            if (entry.FullName == LockFile || entry.FullName == Logs)
            {
                continue;
            }

            if (entry is DirectoryInfo directory)
            {
                directory.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    /// <summary>The default folder.</summary>
    /// <param name="variable">The environment.</param>
    /// <param name="privileged">Whether this is root.</param>
    /// <returns>Null if there is no home for it.</returns>
    public static string? Default(Func<string, string?> variable, bool privileged)
    {
        if (variable("ECOMMERCE_DATA") is { Length: > 0 } given)
        {
            return given;
        }

        // XDG Base Directory 0.8: a relative path is ignored.
        if (variable("XDG_DATA_HOME") is { } data && Path.IsPathRooted(data))
        {
            return Path.Combine(data, "ecommerce");
        }

        if (privileged)
        {
            return "/var/lib/ecommerce";
        }

        // Without the variable the home is that of the account's record.
        var home = variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.IsPathRooted(home) && Directory.Exists(home) ? Path.Combine(home, ".local", "share", "ecommerce") : null;
    }

    private static string? Default() => Default(Environment.GetEnvironmentVariable, Environment.IsPrivilegedProcess);

    private static string RuntimeParent() =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } given && Directory.Exists(given) ? given
        : Environment.IsPrivilegedProcess && Directory.Exists("/run") ? "/run"
        : "/tmp";

    private static void CreateFolder(string folder, UnixFileMode mode, string hint = "Choose another folder with --data-dir.")
    {
        try
        {
            PrivateFiles.CreateFolder(folder, mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ShopException($"{folder} cannot be used: {exception.Message} {hint}", exception);
        }
    }

    private string[] Names()
    {
        if (File.Exists(Root))
        {
            throw new ShopException($"The data folder {Root} cannot be used: it is a file.");
        }

        try
        {
            return [.. Directory.GetFileSystemEntries(Root).Select(entry => Path.GetFileName(entry))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ShopException($"The data folder {Root} cannot be read: it is closed to this account.", exception);
        }
    }
}
