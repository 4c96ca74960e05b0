using System.Text;

namespace Ecommerce.Development.Processes;

/// <summary>Reads what is appended to a log file, also across its rotation.</summary>
public sealed class LogFollower : IDisposable
{
    private readonly FileStream _file;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[8192];
    private readonly char[] _characters = new char[8192];

    private LogFollower(string path) =>
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Follows a file from its present end; it is created if absent.</summary>
    public static LogFollower FromEnd(string path)
    {
        var follower = new LogFollower(path);
        follower._file.Seek(0, SeekOrigin.End);
        return follower;
    }

    /// <summary>What was appended since the last read; may be empty.</summary>
    public string ReadNew()
    {
        // Rotation empties the file.
        if (_file.Length < _file.Position)
        {
            _file.Seek(0, SeekOrigin.Begin);
        }

        var text = new StringBuilder();
        while (_file.Read(_bytes) is > 0 and var read)
        {
            text.Append(_characters, 0, _decoder.GetChars(_bytes, 0, read, _characters, 0));
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
