using System.Diagnostics;
using System.Text.Json;

namespace Spiffe.Tests;

/// <summary>spiffe-probe, a peer that is built on SPIFFE's own Go SDK. Tests that need it are skipped where it is not at hand.</summary>
internal static class Probe
{
    private static readonly Lazy<string?> Path = new(Find);

    /// <summary>The folder of the shared tools; null if there is none.</summary>
    public static string? Tools { get; } = FindTools();

    /// <summary>Skips the test unless the tool is there.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Path.Value is null, "spiffe-probe is not at hand: set SHARED_TOOLS to the folder of the shared tools");
        return Path.Value!;
    }

    /// <summary>Runs a command to its end; gives its exit status and the objects that it printed.</summary>
    public static async Task<(int Status, List<JsonElement> Lines, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(Require(), arguments);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            var lines =
                (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
                    .ToList();
            return (process.ExitCode, lines, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    public static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static string? FindTools()
    {
        var folder = Environment.GetEnvironmentVariable("SHARED_TOOLS");
        for (var parent = new DirectoryInfo(AppContext.BaseDirectory); folder is null && parent is not null; parent = parent.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(parent.FullName, "Ecommerce.sln")))
            {
                folder = System.IO.Path.Combine(parent.FullName, "..", "shared", "tools");
            }
        }
        return Directory.Exists(folder) ? folder : null;
    }

    private static string? Find()
    {
        var unpack = System.IO.Path.Combine(Tools ?? "", "unpack");
        if (!File.Exists(unpack))
        {
            return null;
        }
        using var process = Start(unpack, "spiffe-probe");
        var bin = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? System.IO.Path.Combine(bin, "spiffe-probe") : null;
    }
}
