using System.Buffers;
using Ecommerce.Contracts.Json;
using Ecommerce.Contracts.Validation;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Wire;

/// <summary>
/// Scans a binary request before it is parsed: a parser allocates an object for every element, whatever the rules allow, and two bytes are
/// enough for one.
/// </summary>
public static class ContractWire
{
    /// <summary>
    /// The most fields of a request, those of its messages counted in. A value of JSON in a <c>Struct</c> takes four, so this is what
    /// <see cref="BoundedJson.MaxValues"/> allows.
    /// </summary>
    public const int MaxFields = 4 * BoundedJson.MaxValues;

    /// <summary>Checks a message; allocates nothing if it is valid.</summary>
    /// <param name="type">Its expected type.</param>
    /// <param name="message">In protobuf's binary form.</param>
    /// <returns>The first field with too many elements, too long a text or a number that is not finite; null if there is none.</returns>
    /// <exception cref="ContractWireException">It is malformed, nests too deeply or has too many fields.</exception>
    public static FieldViolation? Check(MessageDescriptor type, ReadOnlySequence<byte> message)
    {
        var layout = WireLayout.Of(type);
        if (message.IsSingleSegment)
        {
            return Check(layout, message.FirstSpan);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(checked((int)message.Length));
        try
        {
            message.CopyTo(buffer);
            return Check(layout, buffer.AsSpan(0, (int)message.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // it may hold a password
        }
    }

    private static FieldViolation? Check(WireLayout layout, ReadOnlySpan<byte> message)
    {
        var scan = new WireScan();
        scan.Message(message, layout, depth: 0);
        return scan.Problem is null ? null : new(scan.Path, scan.Problem);
    }
}
