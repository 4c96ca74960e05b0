using System.Text;

namespace Ecommerce.Cli.Processes;

/// <summary>The end of a log file.</summary>
internal static class LogTail
{
    private const int Bytes = 16 * 1024;

    /// <summary>The last lines of at most 16 KiB.</summary>
    /// <param name="path">May be absent: then the text is empty.</param>
    /// <param name="lines">How many at most.</param>
    public static string Read(string path, int lines = 5)
    {
        if (!File.Exists(path)) return "";
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(stream.Length, Bytes), SeekOrigin.End);
        var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        return string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines));
    }
}
