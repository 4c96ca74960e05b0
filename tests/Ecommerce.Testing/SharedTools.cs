using System.Diagnostics;

namespace Ecommerce.Testing;

/// <summary>Programs that others wrote, to test against: from the folder <c>SHARED_TOOLS</c>, else from <c>../shared/tools</c>.</summary>
public static class SharedTools
{
    /// <summary>Why a test is skipped.</summary>
    public const string Missing = "a tool is not at hand: set SHARED_TOOLS to the folder of the shared tools";

    /// <summary>Path of a tool; null where it is not at hand.</summary>
    public static string? Find(string tool)
    {
        var folder =
            Environment.GetEnvironmentVariable("SHARED_TOOLS") is { Length: > 0 } set ? set : RepositoryFiles.At("..", "shared", "tools");
        var unpack = Path.Combine(folder, "unpack");
        if (!File.Exists(unpack))
        {
            return null;
        }
        using var process = Process.Start(new ProcessStartInfo(unpack, [tool]) { RedirectStandardOutput = true })!;
        // It prints the folder that it has unpacked into.
        var path = Path.Combine(process.StandardOutput.ReadToEnd().Trim(), tool);
        process.WaitForExit();
        return process.ExitCode == 0 && File.Exists(path) ? path : null;
    }
}
