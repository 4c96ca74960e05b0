using Ecommerce.Development;
using Ecommerce.Development.Processes;
using Spiffe.Authority;

namespace Ecommerce.Testing;

/// <summary>
/// A new folder under the system's temporary folder, deleted on disposal; also, with whatever PostgreSQL runs on data in it, if the test
/// process is killed.
/// </summary>
public sealed class TestFolder : IDisposable
{
    private readonly Watchdog _watchdog;

    /// <summary>Makes it.</summary>
    public TestFolder()
        : this(_ => "")
    {
    }

    private TestFolder(Func<string, string> before)
    {
        Path = Directory.CreateTempSubdirectory("ecommerce-test-").FullName;
        // Where the tests run as root, PostgreSQL runs as another account, which must reach its data.
        if (Environment.IsPrivilegedProcess)
        {
            PrivateFiles.CreateFolder(Path, FilePermissions.PassThrough);
        }

        _watchdog = Watchdog.Start(
            $"{before(Path)}for pid in '{Path}'/*/postmaster.pid; do [ -e \"$pid\" ] && kill -QUIT $(head -n 1 \"$pid\"); done; "
            + $"sleep 1; rm -rf '{Path}'");
    }

    /// <summary>A folder in which a shop runs on <c>data/</c>; it too is stopped if the test process is killed.</summary>
    internal static TestFolder OfShop() =>
        new(path => $"'{System.IO.Path.Combine(AppContext.BaseDirectory, "ecommerce")}' down --data-dir '{path}/data'; ");

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>A path in it.</summary>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        _watchdog.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
