using System.Diagnostics;

namespace Ecommerce.Development;

/// <summary>
/// Programs that others wrote, to test against and to compare with: from the folder <c>SHARED_TOOLS</c>, else from
/// <c>../shared/tools</c>.
/// </summary>
public static class SharedTools
{
    /// <summary>Why a test is skipped, and a comparison is not made.</summary>
    public const string Missing = "a tool is missing: set SHARED_TOOLS to the folder of the shared tools";

    /// <summary>The folder; it may not exist.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("SHARED_TOOLS") is { Length: > 0 } set ? set : RepositoryRoot.At("..", "shared", "tools");

    /// <summary>Path of a tool; null where it is missing.</summary>
    public static string? Find(string tool)
    {
        var unpack = Path.Combine(Folder, "unpack");
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
