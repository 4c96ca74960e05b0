using System.Globalization;
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

    private static byte[] Canonical(byte[] json)
    {
        StringBuilder text = new();
        Write(text, BundleJson.Parse(json));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // By the bytes of UTF-8, which have the order of code points.
                var members = value.EnumerateObject().OrderBy(member => Encoding.UTF8.GetBytes(member.Name), ByBytes);
                Write(text, '{', members, '}', member =>
                {
                    Write(text, member.Name);
                    text.Append(':');
                    Write(text, member.Value);
                });
                break;
            case JsonValueKind.Array:
                Write(text, '[', value.EnumerateArray(), ']', item => Write(text, item));
                break;
            case JsonValueKind.String:
                Write(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText()); // numbers stay as they are written
                break;
        }
    }

    private static Comparer<byte[]> ByBytes { get; } =
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    private static void Write<T>(StringBuilder text, char open, IEnumerable<T> items, char close, Action<T> write)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            write(item);
        }

        text.Append(close);
    }

    // As Go's encoding/json writes it without HTML escapes.
    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' or '\\' => text.Append('\\').Append(character),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
