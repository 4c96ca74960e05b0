using System.Buffers.Text;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rego.Tests.Bundles;

/// <summary>Writes bundles, also such as OPA would not write.</summary>
internal static class BundleWriter
{
    /// <summary>An archive of these files, in this order.</summary>
    public static byte[] Pack(params IEnumerable<(string Path, byte[] Content)> files)
    {
        using var archive = new MemoryStream();
        using (var zip = new GZipStream(archive, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            foreach (var (path, content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
            }
        }

        return archive.ToArray();
    }

    /// <summary>The files of an archive.</summary>
    public static List<(string Path, byte[] Content)> Unpack(byte[] archive)
    {
        using var tar = new TarReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
        List<(string, byte[])> files = [];
        while (tar.GetNextEntry() is { } entry)
        {
            var content = new byte[entry.Length];
            entry.DataStream?.ReadExactly(content);
            files.Add((entry.Name, content));
        }

        return files;
    }

    /// <summary>A bundle of one module, signed by ES256; documents in it must have OPA's canonical form.</summary>
    public static byte[] Signed(ECDsa key, string revision, string module, string data = "{}")
    {
        (string Path, byte[] Content)[] files =
            [("policy.rego", Bytes(module)), ("data.json", Bytes(data)), (".manifest", Bytes($"{{\"revision\":\"{revision}\"}}"))];
        return Pack([.. files, (".signatures.json", Sign(key, Listed(files)))]);
    }

    /// <summary>What a signature says of files.</summary>
    public static object Listed(IEnumerable<(string Path, byte[] Content)> files) => new
    {
        files = files.Select(file => new
        {
            name = file.Path,
            hash = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
            algorithm = "SHA-256",
        }),
    };

    /// <summary><c>.signatures.json</c> with a signature of these claims.</summary>
    public static byte[] Sign(ECDsa key, object claims, string header = """{"alg":"ES256"}""")
    {
        var signed = $"{Base64Url.EncodeToString(Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var signature = Base64Url.EncodeToString(key.SignData(Bytes(signed), HashAlgorithmName.SHA256));
        return JsonSerializer.SerializeToUtf8Bytes(new { signatures = new[] { $"{signed}.{signature}" } });
    }

    /// <summary>A text's bytes.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
