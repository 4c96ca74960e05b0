using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Json;
using Ecommerce.ServiceDefaults.Privacy;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ecommerce.ServiceDefaults.Authorization;

/// <summary>
/// A request as operators may see it: without secrets, with everything masked that the contract does not say may be shown, and not long.
/// </summary>
internal static class ShownRequest
{
    /// <summary>The most characters of it; what is longer ends with <see cref="More"/>.</summary>
    public const int Longest = 2000;

    /// <summary>What stands for the rest.</summary>
    public const string More = "…";

    // In bytes of its wire format. What a denied caller sends has been checked by nobody, and is no work for more than some microseconds.
    private const int MostBytes = 4096;

    // It becomes JSON for machines or text of a page, never markup.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its JSON; of a request that is very long, only how long it is.</summary>
    public static string Of(IMessage message)
    {
        if (message.CalculateSize() is > MostBytes and var size)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{More} ({size} bytes)");
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ContractJson.WriteWithoutSecrets(writer, message);
        }

        var json = JsonNode.Parse(buffer.WrittenSpan);
        Mask(json, message.Descriptor);
        var text = Redaction.Of(json!.ToJsonString(Readable));
        return text.Length <= Longest ? text : text[..CutAt(text)] + More;
    }

    private static void Mask(JsonNode? json, MessageDescriptor type)
    {
        if (json is not JsonObject document)
        {
            return;
        }

        foreach (var field in type.Fields.InDeclarationOrder())
        {
            if (document[field.Name] is not { } value)
            {
                continue;
            }

            if (!FieldPrivacy.IsShown(field))
            {
                document[field.Name] = IsEmpty(value) ? value.DeepClone() : Redaction.Mark;
            }
            else if (field.FieldType == FieldType.Message)
            {
                foreach (var inner in value is JsonArray list ? [.. list] : (JsonNode?[])[value])
                {
                    Mask(inner, field.MessageType);
                }
            }
        }
    }

    private static bool IsEmpty(JsonNode value) => value switch
    {
        JsonArray list => list.Count == 0,
        JsonObject inner => inner.Count == 0,
        _ => value.ToJsonString() == "\"\"",
    };

    // Not within a pair of surrogates.
    private static int CutAt(string text) => char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
}
