using System.Diagnostics;
using System.Text.Json;
using Ecommerce.Development;

namespace Spiffe.Tests;

/// <summary>spiffe-probe, a peer that is built on SPIFFE's own Go SDK. Tests that need it are skipped where it is missing.</summary>
internal static class Probe
{
    private static readonly Lazy<string?> Program = new(() => SharedTools.Find("spiffe-probe"));

    /// <summary>Skips the test unless the tool is there.</summary>
    public static string Require()
    {
        Assert.SkipWhen(Program.Value is null, SharedTools.Missing);
        return Program.Value!;
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
}
