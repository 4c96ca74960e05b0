using System.Text;

namespace Ecommerce.Development.Processes;

/// <summary>The end of a log file.</summary>
public static class LogTail
{
    private const int Bytes = 16 * 1024;
    private const int CauseLines = 5;

    private const string Crash = "Unhandled exception.";

    /// <summary>Why a program ended: the exception that ended it without its stack, else the last lines.</summary>
    public static string Cause(string path)
    {
        var lines = Read(path, int.MaxValue).Split('\n');
        var crash = Array.FindLastIndex(lines, line => line.StartsWith(Crash, StringComparison.Ordinal));
        return crash < 0
            ? string.Join('\n', lines.TakeLast(CauseLines))
            : string.Join('\n', lines.Skip(crash).TakeWhile(line => !line.StartsWith("   at ", StringComparison.Ordinal)).Take(CauseLines));
    }

    /// <summary>The last lines of at most 16 KiB.</summary>
    /// <param name="path">May be absent: then the text is empty.</param>
    /// <param name="lines">How many at most.</param>
    public static string Read(string path, int lines)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(stream.Length, Bytes), SeekOrigin.End);
        var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        return string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines));
    }
}
