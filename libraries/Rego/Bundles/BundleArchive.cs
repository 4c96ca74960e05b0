using System.Formats.Tar;
using System.IO.Compression;

namespace Rego.Bundles;

/// <summary>The files of a bundle's archive.</summary>
internal static class BundleArchive
{
    /// <summary>Reads them within the limits; a path has neither a root nor a way up, and stands there once.</summary>
    /// <exception cref="RegoBundleException">The archive holds anything else.</exception>
    /// <exception cref="InvalidDataException">It is no archive.</exception>
    public static SortedDictionary<string, byte[]> Read(Stream archive, RegoBundleOptions options)
    {
        using var tar = new TarReader(Unpack(archive, options.MaxBytes));
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }

            var path = PathOf(entry);
            if (files.Count == options.MaxFiles)
            {
                throw new RegoBundleException($"it holds more than {options.MaxFiles} files");
            }

            if (!files.TryAdd(path, Content(entry)))
            {
                throw new RegoBundleException($"{path} is in it twice");
            }
        }

        return files;
    }

    // Whole and within its bound before anything in it is believed, lengths too.
    private static MemoryStream Unpack(Stream archive, int maxBytes)
    {
        using var gzip = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        MemoryStream unpacked = new();
        var buffer = new byte[64 * 1024];
        for (int read; (read = gzip.Read(buffer)) > 0;)
        {
            if (unpacked.Length + read > maxBytes)
            {
                throw new RegoBundleException($"it has more than {maxBytes} bytes when unpacked");
            }

            unpacked.Write(buffer, 0, read);
        }

        unpacked.Position = 0;
        return unpacked;
    }

    private static string PathOf(TarEntry entry)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
        {
            throw new RegoBundleException($"{entry.Name} is not a file");
        }

        var parts = entry.Name.Split('/').SkipWhile(part => part is "" or ".").ToList();
        return parts.Count > 0 && parts.All(part => part is not ("" or "." or ".."))
            ? string.Join('/', parts)
            : throw new RegoBundleException($"{entry.Name} is not a path within it");
    }

    private static byte[] Content(TarEntry entry)
    {
        var content = new byte[entry.Length];
        entry.DataStream?.ReadExactly(content);
        return content;
    }
}
