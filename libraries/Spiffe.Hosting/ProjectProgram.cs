using System.Diagnostics;

namespace Spiffe.Hosting;

/// <summary>The program that <c>dotnet run</c> starts of a project.</summary>
internal static class ProjectProgram
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <summary>Asks MSBuild for the path.</summary>
    /// <exception cref="DistributedApplicationException">The workload is no project, or MSBuild does not answer.</exception>
    public static async Task<string> OfAsync(SpiffeWorkload workload, string configuration, CancellationToken cancellationToken)
    {
        var project = workload.Project?.ProjectPath ?? throw new DistributedApplicationException(
            $"{workload.Name} is no project of this application: give it selectors, such as unix:path:/srv/program.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        using var msbuild = Process.Start(new ProcessStartInfo(
            "dotnet", ["msbuild", project, "-getProperty:RunCommand", $"-p:Configuration={configuration}", "-nologo"])
        {
            RedirectStandardOutput = true,
        })!;
        var path = (await msbuild.StandardOutput.ReadToEndAsync(limit.Token)).Trim();
        await msbuild.WaitForExitAsync(limit.Token);
        return msbuild.ExitCode == 0 && Path.IsPathRooted(path)
            ? path
            : throw new DistributedApplicationException($"MSBuild names no program of {project}: {path}");
    }
}
