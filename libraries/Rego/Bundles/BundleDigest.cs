using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rego.Bundles;

/// <summary>
/// The digest of a bundle's file (OPA, "Bundles", signature format): of its bytes, but of a document's content, written without spaces and
/// with its keys in order.
/// </summary>
internal static class BundleDigest
{
    /// <exception cref="RegoBundleException">The algorithm is none that signs anything today.</exception>
    public static byte[] Of(string path, byte[] content, string algorithm)
    {
        var bytes = Path.GetFileName(path) is "data.json" or ".manifest" ? Canonical(content) : content;
        return algorithm switch
        {
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            _ => throw new RegoBundleException($"{path} has a digest by {algorithm}: SHA-256, SHA-384 and SHA-512 are accepted"),
        };
    }

    private static byte[] Canonical(byte[] json) => Encoding.UTF8.GetBytes(Write(BundleJson.Parse(json)));

    private static string Write(JsonElement value) => value.ValueKind switch
    {
        // By the bytes of UTF-8, which have the order of code points.
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject()
            .OrderBy(member => Encoding.UTF8.GetBytes(member.Name), ByBytes)
            .Select(member => $"{Write(member.Name)}:{Write(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Write))}]",
        JsonValueKind.String => Write(value.GetString()!),
        _ => value.GetRawText(), // numbers stay as they are written
    };

    private static Comparer<byte[]> ByBytes { get; } =
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    // As Go's encoding/json writes it without HTML escapes.
    private static string Write(string value) => $"\"{string.Concat(value.Select(character => character switch
    {
        '"' or '\\' => $"\\{character}",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' or '\u2028' or '\u2029' => $"\\u{(int)character:x4}",
        _ => character.ToString(),
    }))}\"";
}
