using System.Text.Json;

namespace Rego.Bundles;

/// <summary>A bundle's JSON: an object that names nothing twice, since readers differ in which of the two they take.</summary>
internal static class BundleJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is not valid.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return document.RootElement.Clone();
    }
}
