using System.Globalization;
using Ecommerce.Development.Processes;

namespace Ecommerce.Development;

/// <summary>A PostgreSQL installation.</summary>
/// <param name="Folder">Holds <c>initdb</c> and <c>postgres</c>; nothing more is needed of it.</param>
/// <param name="Major">Its major version, such as 15. Data folders are of one major version for life.</param>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    private const int OldestMajor = 15;
    private static readonly TimeSpan ToolTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Path of <c>initdb</c>.</summary>
    public string InitDb => Path.Combine(Folder, "initdb");

    /// <summary>Path of <c>postgres</c>.</summary>
    public string Server => Path.Combine(Folder, "postgres");

    /// <summary>Finds an installation on this machine; the one that <c>eng/bootstrap.sh</c> brings is tried last.</summary>
    /// <param name="major">The major version of the data folder, or null for the first that is recent enough.</param>
    /// <exception cref="ShopException">No installation is found, or not one of that version.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? major) => await FindAsync(await CandidatesAsync(), major);

    /// <summary>The first of those folders that holds a PostgreSQL of that version.</summary>
    /// <exception cref="ShopException">No installation is found, or not one of that version.</exception>
    public static async Task<PostgresBinaries> FindAsync(IEnumerable<string> folders, int? major)
    {
        List<int> others = [];
        foreach (var folder in folders.Distinct())
        {
            if (!Tool.IsExecutable(Path.Combine(folder, "initdb")) || !Tool.IsExecutable(Path.Combine(folder, "postgres")))
            {
                continue;
            }

            if (await ReadMajorAsync(Path.Combine(folder, "postgres")) is not { } found || found < OldestMajor)
            {
                continue;
            }

            if (major is null || found == major)
            {
                return new PostgresBinaries(folder, found);
            }

            others.Add(found);
        }

        throw new ShopException(others.Count == 0
            ? $"PostgreSQL {major ?? OldestMajor}{(major is null ? " or later" : "")} (initdb and postgres) was not found. "
                + "Run eng/bootstrap.sh, or install your system's package."
            : $"The data folder was created by PostgreSQL {major}, but this machine only has {string.Join(", ", others.Distinct())}. "
                + $"Install PostgreSQL {major}, or start afresh with --fresh, which deletes the data.");
    }

    /// <summary>
    /// The same installation, as a copy under <paramref name="copyTo"/> where the server's account cannot enter the folders above it.
    /// </summary>
    public PostgresBinaries ReachableByAll(string copyTo)
    {
        if (FilePermissions.IsOpenToAll(Folder))
        {
            return this;
        }

        // postgres finds its lib and share beside its own bin folder.
        var root = Path.GetDirectoryName(Folder)!;
        var copy = Path.Combine(copyTo, Major.ToString(CultureInfo.InvariantCulture));
        if (!Directory.Exists(copy))
        {
            var half = copy + ".part";
            FilePermissions.CopyTree(root, half);
            Directory.Move(half, copy);
        }

        return this with { Folder = Path.Combine(copy, Path.GetFileName(Folder)) };
    }

    private static async Task<IEnumerable<string>> CandidatesAsync()
    {
        List<string> folders = [];
        if (Tool.OnPath("pg_config") is { } config && await Tool.RunAsync(ToolTimeout, config, "--bindir") is (0, var folder))
        {
            folders.Add(folder);
        }

        foreach (var (parent, pattern, bin) in ((string, string, string)[])
            [("/usr/lib/postgresql", "*", "bin"), ("/usr", "pgsql-*", "bin"), ("/usr/local", "pgsql*", "bin"),
                ("/opt", "postgresql*", "bin")])
        {
            if (!Directory.Exists(parent))
            {
                continue;
            }

            folders.AddRange(Directory.GetDirectories(parent, pattern)
                .OrderByDescending(found => found, StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering))
                .Select(found => Path.Combine(found, bin)));
        }

        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
        folders.Add(RepositoryRoot.At("artifacts", "postgresql", "bin"));
        return folders;
    }

    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
    private static async Task<int?> ReadMajorAsync(string server)
    {
        var (code, output) = await Tool.RunAsync(ToolTimeout, server, "--version");
        const string Name = "(PostgreSQL) ";
        var at = output.IndexOf(Name, StringComparison.Ordinal);
        if (code != 0 || at < 0)
        {
            return null;
        }

        var digits = string.Concat(output[(at + Name.Length)..].TakeWhile(char.IsAsciiDigit));
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var major) ? major : null;
    }
}
