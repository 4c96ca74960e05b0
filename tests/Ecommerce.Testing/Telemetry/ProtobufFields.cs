using Google.Protobuf;

namespace Ecommerce.Testing.Telemetry;

/// <summary>A field of a protobuf message as it stands on the wire (Protocol Buffers, "Encoding").</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Bytes">Its value if it has a length: a string, bytes, a message.</param>
/// <param name="Scalar">Its value otherwise.</param>
internal readonly record struct ProtobufField(int Number, ByteString Bytes, ulong Scalar);

/// <summary>Reads messages without generated code: of a large contract the tests want a few fields.</summary>
internal static class ProtobufFields
{
    /// <summary>The message's fields in the order of the wire.</summary>
    public static IEnumerable<ProtobufField> Of(ByteString message)
    {
        var input = message.CreateCodedInput();
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            yield return WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.LengthDelimited => new(number, input.ReadBytes(), 0),
                WireFormat.WireType.Varint => new(number, ByteString.Empty, input.ReadUInt64()),
                WireFormat.WireType.Fixed64 => new(number, ByteString.Empty, input.ReadFixed64()),
                WireFormat.WireType.Fixed32 => new(number, ByteString.Empty, input.ReadFixed32()),
                var type => throw new InvalidDataException($"OTLP has no fields of type {type}."),
            };
        }
    }

    /// <summary>All messages in a repeated field.</summary>
    public static IEnumerable<ByteString> Messages(this ByteString message, int number) =>
        from field in Of(message) where field.Number == number select field.Bytes;

    /// <summary>The last message in a field; empty if there is none.</summary>
    public static ByteString Message(this ByteString message, int number) => message.Messages(number).LastOrDefault(ByteString.Empty);
}
