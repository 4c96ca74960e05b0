using System.Buffers.Binary;
using System.Text.Unicode;
using Ecommerce.Contracts.Json;
using Google.Protobuf;

namespace Ecommerce.Contracts.Wire;

/// <summary>One scan of a binary message (protobuf, "Encoding"), with the first field that breaks a rule.</summary>
internal struct WireScan
{
    // A varint has at most ten bytes of seven bits.
    private const int MaxShift = 63;

    private int _fields;

    /// <summary>Where <see cref="Problem"/> is, such as <c>items[0].sku</c>.</summary>
    public string Path { get; private set; }

    /// <summary>The rule that the first such field breaks; null if there is none.</summary>
    public string? Problem { get; private set; }

    public void Message(ReadOnlySpan<byte> rest, WireLayout layout, int depth)
    {
        Span<int> counts = stackalloc int[layout.Count];
        while (rest.Length > 0)
        {
            Count(1);
            var tag = Varint(ref rest);
            var field = tag >> 3 is > 0 and <= int.MaxValue ? layout.Find((uint)(tag >> 3)) : throw Malformed();
            switch ((WireFormat.WireType)(tag & 7))
            {
                case WireFormat.WireType.Varint:
                    Varint(ref rest);
                    break;
                case WireFormat.WireType.Fixed64:
                    var number = BinaryPrimitives.ReadDoubleLittleEndian(Take(ref rest, sizeof(double)));
                    if (field is { IsDouble: true } && !double.IsFinite(number))
                    {
                        Refuse(layout, field, -1, "", "must be a finite number");
                    }

                    break;
                case WireFormat.WireType.Fixed32:
                    var single = BinaryPrimitives.ReadSingleLittleEndian(Take(ref rest, sizeof(float)));
                    if (field is { IsFloat: true } && !float.IsFinite(single))
                    {
                        Refuse(layout, field, -1, "", "must be a finite number");
                    }

                    break;
                case WireFormat.WireType.LengthDelimited:
                    var length = Varint(ref rest);
                    if (length > (ulong)rest.Length)
                    {
                        throw Malformed();
                    }

                    var value = Take(ref rest, (int)length);
                    if (field is not null)
                    {
                        Value(value, layout, field, field.IsRepeated ? counts[field.Index]++ : -1, depth);
                    }

                    break;
                default:
                    throw Malformed(); // groups: proto3 has none
            }
        }
    }

    private void Value(ReadOnlySpan<byte> value, WireLayout holder, WireField field, int index, int depth)
    {
        if (Problem is null && index >= field.MaxItems && field.MaxItems > 0)
        {
            Refuse(holder, field, -1, "", $"must have at most {field.MaxItems} elements");
        }

        if (field.Message is { } layout)
        {
            var below = depth + (layout.IsLevel ? 1 : 0);
            if (below > ContractJson.MaxDepth)
            {
                throw new ContractWireException(ContractJson.TooDeep);
            }

            var known = Problem;
            Message(value, layout, below);
            if (!ReferenceEquals(known, Problem))
            {
                Prefix(holder, field, index);
            }
        }
        else if (field.IsString)
        {
            if (!Utf8.IsValid(value))
            {
                throw new ContractWireException("holds a text that is not UTF-8");
            }

            if (field.MaxLength > 0 && value.Length > field.MaxLength && CodePoints(value) > field.MaxLength)
            {
                Refuse(holder, field, index, "", $"must have at most {field.MaxLength} characters");
            }
        }
        else if (field.IsPackable)
        {
            Count(value.Length); // a byte at least for each element
        }
    }

    private void Count(int fields)
    {
        _fields += fields;
        if (_fields > ContractWire.MaxFields)
        {
            throw new ContractWireException($"has more than {ContractWire.MaxFields} fields");
        }
    }

    private void Refuse(WireLayout holder, WireField field, int index, string below, string problem)
    {
        if (Problem is null)
        {
            (Path, Problem) = (below, problem);
            Prefix(holder, field, index);
        }
    }

    private void Prefix(WireLayout holder, WireField field, int index)
    {
        if (holder.IsNamed)
        {
            Path =
                field.Name + (index < 0 || field.Message is { IsNamed: false } ? "" : $"[{index}]") + (Path.Length == 0 ? "" : ".") + Path;
        }
    }

    private static int CodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var unit in utf8)
        {
            count += (unit & 0xC0) == 0x80 ? 0 : 1; // every byte but those that continue a code point
        }

        return count;
    }

    private static ReadOnlySpan<byte> Take(scoped ref ReadOnlySpan<byte> rest, int length)
    {
        if (rest.Length < length)
        {
            throw Malformed();
        }

        var taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static ulong Varint(scoped ref ReadOnlySpan<byte> rest)
    {
        ulong value = 0;
        for (var (i, shift) = (0, 0); i < rest.Length && shift <= MaxShift; i++, shift += 7)
        {
            value |= (ulong)(rest[i] & 0x7F) << shift;
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw Malformed();
    }

    private static ContractWireException Malformed() => new("is not a valid protobuf message");
}
