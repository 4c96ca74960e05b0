using System.Text;
using System.Text.Json;
using Rego.Values;

namespace Rego.Bundles;

/// <summary>
/// A bundle: modules and data in one archive, as <c>opa build</c> writes it (OPA, "Bundles", file format). All data are in the
/// <c>data.json</c> at its root.
/// </summary>
public sealed class RegoBundle
{
    private const string ManifestName = ".manifest";
    private const string DataName = "data.json";

    private RegoBundle(string revision, IReadOnlyList<RegoSource> modules, RegoValue data) =>
        (Revision, Modules, Data) = (revision, modules, data);

    /// <summary>What the manifest says; empty if it says none.</summary>
    public string Revision { get; }

    /// <summary>The modules in ordinal order of their paths, but for those named <c>*_test.rego</c>.</summary>
    public IReadOnlyList<RegoSource> Modules { get; }

    /// <summary>The base document, an object.</summary>
    public RegoValue Data { get; }

    /// <summary>Reads a bundle, and verifies it if there are keys.</summary>
    /// <param name="archive">A tar file, compressed by gzip.</param>
    /// <param name="options">Keys and limits.</param>
    /// <exception cref="RegoBundleException">It is not used.</exception>
    public static RegoBundle Read(Stream archive, RegoBundleOptions? options = null)
    {
        options ??= new();
        try
        {
            var files = BundleArchive.Read(archive, options);
            if (options.Keys is { } keys)
            {
                BundleSignature.Verify(files, keys, options.Scope);
            }

            return Read(files);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidDataException or IOException
            or InvalidOperationException or KeyNotFoundException)
        {
            throw new RegoBundleException($"the archive cannot be read: {exception.Message}", exception);
        }
    }

    private static RegoBundle Read(SortedDictionary<string, byte[]> files)
    {
        List<RegoSource> modules = [];
        RegoValue data = RegoObject.Empty;
        var revision = "";
        foreach (var (path, content) in files)
        {
            switch (Path.GetFileName(path))
            {
                case ManifestName when path == ManifestName:
                    revision = RevisionOf(content);
                    break;
                case DataName when path == DataName:
                    data = RegoValue.FromJson(BundleJson.Parse(content));
                    break;
                case DataName or "data.yaml" or "data.yml":
                    throw new RegoBundleException($"{path} is not read: opa build puts all data into data.json at the root");
                case var name when name.EndsWith(".rego", StringComparison.Ordinal)
                    && !name.EndsWith("_test.rego", StringComparison.Ordinal):
                    modules.Add(new(path, Encoding.UTF8.GetString(content)));
                    break;
            }
        }

        return data.Kind == RegoKind.Object ? new(revision, modules, data) : throw new RegoBundleException("data.json is not an object");
    }

    private static string RevisionOf(byte[] manifest) =>
        BundleJson.Parse(manifest).TryGetProperty("revision", out var revision) ? revision.GetString() ?? "" : "";
}
