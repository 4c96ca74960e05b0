using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using A2A.Errors;
using Google.Protobuf;

namespace A2A.Json;

/// <summary>The protocol's messages in JSON (A2A 5.5).</summary>
public static class A2AJson
{
    /// <summary>Deepest nesting that is read.</summary>
    internal const int MaxDepth = 64;

    // Messages stand in bodies and files, never within HTML.
    internal static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8 * MaxDepth,
    };

    internal static readonly JsonDocumentOptions ReaderOptions = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    // A level of JSON within data or metadata is three of Protobuf.
    private static readonly JsonParser Parser =
        new(new JsonParser.Settings(4 * MaxDepth).WithIgnoreUnknownFields(true));

    /// <summary>A message as JSON.</summary>
    public static string Format(IMessage message) => Encoding.UTF8.GetString(FormatUtf8(message));

    /// <summary>A message as JSON in UTF-8.</summary>
    public static byte[] FormatUtf8(IMessage message) => Build(writer => ProtoJsonWriter.Write(writer, message));

    /// <summary>Reads a message. Members that are not known are ignored.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="A2AException">It is not JSON (<see cref="A2AError.ParseError"/>) or not such a message
    /// (<see cref="A2AError.InvalidParams"/>).</exception>
    public static T Parse<T>(string json)
        where T : IMessage, new()
    {
        using var document = ParseDocument(Encoding.UTF8.GetBytes(json));
        return Read<T>(document.RootElement);
    }

    internal static JsonDocument ParseDocument(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            ReadTexts(utf8.Span);
            return JsonDocument.Parse(utf8, ReaderOptions);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new A2AException(A2AError.ParseError, inner: exception);
        }
    }

    internal static T Read<T>(JsonElement element)
        where T : IMessage, new()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new A2AException(A2AError.InvalidParams, "The parameters are no JSON object.");
        }

        EnumNames.Check(element, new T().Descriptor);
        try
        {
            return Parser.Parse<T>(element.GetRawText());
        }
        catch (Exception exception)
            when (exception is InvalidProtocolBufferException or InvalidJsonException or FormatException or OverflowException
                or ArgumentException or InvalidOperationException)
        {
            throw new A2AException(A2AError.InvalidParams, $"The parameters are not valid: {Shortened(exception.Message)}", exception);
        }
    }

    internal static byte[] Build(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    // What is no Unicode, such as half of a surrogate pair (RFC 8259, 8.2), fails wherever it is read: here, before anything is done.
    private static void ReadTexts(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (json.Read())
        {
            _ = json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? json.GetString() : null;
        }
    }

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
