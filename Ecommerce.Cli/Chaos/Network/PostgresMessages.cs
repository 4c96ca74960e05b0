using System.Buffers.Binary;

namespace Ecommerce.Cli.Chaos.Network;

/// <summary>The messages of one direction of a session, out of bytes that come in any pieces.</summary>
internal sealed class PostgresMessages
{
    private const int LengthSize = sizeof(int);
    private byte[] _bytes = [];
    private int _taken;

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes) => (_bytes, _taken) = ([.. _bytes.AsSpan(_taken), .. bytes], 0);

    /// <summary>Takes the next message, its type and what follows its length; null while it is not complete.</summary>
    public (char Type, byte[] Body)? Take() => Take(1) is { } message ? ((char)message[0], message[(1 + LengthSize)..]) : null;

    /// <summary>Takes a message without a type; returns its first number.</summary>
    public int? TakeUntyped() => Take(0) is { } message ? BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(LengthSize)) : null;

    /// <summary>Leaves a byte out; false if there is none.</summary>
    public bool Skip()
    {
        var isThere = _taken < _bytes.Length;
        _taken += isThere ? 1 : 0;
        return isThere;
    }

    // The length counts itself and not the type.
    private byte[]? Take(int typeSize)
    {
        var rest = _bytes.AsSpan(_taken);
        if (rest.Length < typeSize + LengthSize || rest.Length < typeSize + BinaryPrimitives.ReadInt32BigEndian(rest[typeSize..]))
        {
            return null;
        }

        var size = typeSize + BinaryPrimitives.ReadInt32BigEndian(rest[typeSize..]);
        _taken += size;
        return rest[..size].ToArray();
    }
}
