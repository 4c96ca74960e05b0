using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Ecommerce.Contracts.Layout;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Json;

/// <summary>
/// The contract's JSON: proto field names; scalars and lists always printed, unset messages and <c>optional</c> scalars left out, as are
/// enums without a value (so what is printed can be read again); enums as lower-case names; every integer as a number; times as RFC 3339
/// in UTC, to 100 ns. What is read must be exactly that: no unknown or repeated name, no null, no fraction where an
/// integer is expected.
/// </summary>
public static class ContractJson
{
    /// <summary>The largest document that is read, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The deepest nesting that is read: a document of one flat object has depth 1.</summary>
    public const int MaxDepth = 32;

    /// <summary>What is wrong with a document that exceeds <see cref="MaxDepth"/>.</summary>
    internal static readonly string TooDeep = $"nests deeper than {MaxDepth}";

    // Our own depth check comes first, since it can name the field; the reader's limit must not be smaller.
    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth + 1 };

    // The output is JSON for machines, never put inside HTML, so letters of all scripts stay readable.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a message of a type that is known at run time.</summary>
    /// <exception cref="ContractJsonException">The document breaks a rule.</exception>
    public static IMessage Parse(MessageDescriptor type, ReadOnlySpan<byte> utf8Json)
    {
        var layout = MessageLayout.Of(type);
        var message = layout.New();
        Read(utf8Json, layout, message);
        return message;
    }

    /// <inheritdoc cref="Parse(MessageDescriptor, ReadOnlySpan{byte})"/>
    public static IMessage Parse(MessageDescriptor type, string json) => Parse(type, Encode(json));

    /// <summary>Reads a request: lists and texts that are longer than their rules allow are refused while they are read.</summary>
    /// <exception cref="ContractJsonException">A field breaks a rule; it is named.</exception>
    public static IMessage Parse(MessageDescriptor type, BoundedJson json)
    {
        var layout = MessageLayout.Of(type);
        var message = layout.New();
        ReadBounded(json, layout, message);
        return message;
    }

    /// <summary>Reads a request from a <c>Struct</c>, as from the JSON that it stands for.</summary>
    /// <exception cref="ContractJsonException">A field breaks a rule; it is named.</exception>
    public static IMessage Parse(MessageDescriptor type, BoundedStruct document)
    {
        var layout = MessageLayout.Of(type);
        var message = layout.New();
        var tokens = new StructTokens(document.Document);
        tokens.Read();
        new JsonMessageReader<StructTokens>(new FieldPath(), holdsRules: true).Read(ref tokens, layout, message);
        return message;
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="ContractJsonException">The document breaks a rule.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8Json) where T : IMessage<T>, new()
    {
        var message = new T();
        Read(utf8Json, MessageLayout.Of(message.Descriptor), message);
        return message;
    }

    /// <inheritdoc cref="Parse(MessageDescriptor, BoundedJson)"/>
    public static T Parse<T>(BoundedJson json) where T : IMessage<T>, new()
    {
        var message = new T();
        ReadBounded(json, MessageLayout.Of(message.Descriptor), message);
        return message;
    }

    /// <inheritdoc cref="Parse{T}(ReadOnlySpan{byte})"/>
    public static T Parse<T>(string json) where T : IMessage<T>, new() => Parse<T>(Encode(json));

    /// <summary>Prints a message.</summary>
    /// <exception cref="ContractJsonException">It holds a number that JSON cannot represent (NaN, infinity).</exception>
    public static string Format(IMessage message) => Encoding.UTF8.GetString(Print(message).WrittenSpan);

    /// <summary>Prints a message as UTF-8.</summary>
    /// <exception cref="ContractJsonException">It holds a number that JSON cannot represent (NaN, infinity).</exception>
    public static byte[] FormatUtf8(IMessage message) => Print(message).WrittenSpan.ToArray();

    /// <summary>Prints a message as a value of a larger document.</summary>
    /// <exception cref="ContractJsonException">It holds a number that JSON cannot represent (NaN, infinity).</exception>
    public static void Write(Utf8JsonWriter writer, IMessage message) => Write(new Utf8JsonOutput(writer), message, secrets: true);

    /// <inheritdoc cref="WriteWithoutSecrets{TOutput}"/>
    public static void WriteWithoutSecrets(Utf8JsonWriter writer, IMessage message) =>
        Write(new Utf8JsonOutput(writer), message, secrets: false);

    /// <summary>As <see cref="Write"/>, without the fields whose rules call them secret: for policies, audit and logs.</summary>
    /// <returns>The output, with the message in it.</returns>
    /// <exception cref="ContractJsonException">It holds a number that JSON cannot represent (NaN, infinity).</exception>
    public static TOutput WriteWithoutSecrets<TOutput>(TOutput output, IMessage message)
        where TOutput : struct, IJsonOutput<TOutput> => Write(output, message, secrets: false);

    /// <summary>A message as the <c>Struct</c> that its JSON reads as.</summary>
    /// <exception cref="ContractJsonException">It holds a number that a <c>Struct</c> cannot represent, such as an integer beyond a
    /// double.</exception>
    public static Struct ToStruct(IMessage message) => Write(default(StructOutput), message, secrets: true).Document!;

    private static TOutput Write<TOutput>(TOutput output, IMessage message, bool secrets)
        where TOutput : struct, IJsonOutput<TOutput>
    {
        new JsonMessageWriter<TOutput>(secrets).Write(ref output, message);
        return output;
    }

    private static void ReadBounded(BoundedJson bounded, MessageLayout layout, IMessage message)
    {
        var json = new Utf8JsonTokens(bounded.Utf8.Span);
        json.Read();
        new JsonMessageReader<Utf8JsonTokens>(new FieldPath(), holdsRules: true).Read(ref json, layout, message);
    }

    private static ArrayBufferWriter<byte> Print(IMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        Write(writer, message);
        writer.Flush();
        return buffer;
    }

    private static void Read(ReadOnlySpan<byte> utf8Json, MessageLayout layout, IMessage message)
    {
        if (utf8Json.Length > MaxBytes)
        {
            throw new ContractJsonException("", "is larger than 1 MiB");
        }

        if (!Utf8.IsValid(utf8Json))
        {
            throw new ContractJsonException("", "is not valid UTF-8");
        }

        var path = new FieldPath();
        var json = new Utf8JsonTokens(utf8Json);
        try
        {
            json.Read();
            new JsonMessageReader<Utf8JsonTokens>(path, holdsRules: false).Read(ref json, layout, message);
            json.Read(); // throws if anything follows
        }
        catch (JsonException exception)
        {
            // The exception's own text repeats input. The fault may stand anywhere after the last field that was read, so no field is
            // named.
            throw new ContractJsonException(
                "", $"is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");
        }
    }

    internal static byte[] Encode(string json)
    {
        if (json.Length > MaxBytes)
        {
            throw new ContractJsonException("", "is larger than 1 MiB");
        }

        try
        {
            return StrictUtf8.GetBytes(json);
        }
        catch (EncoderFallbackException)
        {
            throw new ContractJsonException("", "holds half of a surrogate pair");
        }
    }
}
