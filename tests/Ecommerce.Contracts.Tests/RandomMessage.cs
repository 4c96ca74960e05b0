using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Tests;

/// <summary>Fills any message of the contract with values that its JSON can carry.</summary>
internal sealed class RandomMessage(int seed)
{
    private static readonly string[] Texts = ["", "a", "\"\\/\b\f\n\r\t\0\u001f", "Žofie 😀 李", "\u2028\u2029<>&'", new('x', 300)];
    private static readonly double[] Numbers =
        [0, -0.5, 39.98, 1e21, -1e-7, double.MaxValue, double.Epsilon, (1L << 53) - 1, 1L << 53, 1L << 60];

    private readonly Random _random = new(seed);

    public IMessage Of(MessageDescriptor type)
    {
        var message = type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);
        if (message is Timestamp time)
        {
            time.MergeFrom(Timestamp.FromDateTime(DateTime.UnixEpoch.AddTicks(_random.NextInt64(-1L << 58, 1L << 60))));
        }
        else if (message is Struct any)
        {
            any.Fields.Add(Pick(Texts), Any(4));
        }
        else if (message is ListValue list)
        {
            list.Values.Add([Any(2), Any(2)]);
        }
        else if (message is Value value)
        {
            value.MergeFrom(Any(3));
        }
        else
        {
            foreach (var field in type.Fields.InDeclarationOrder().Where(f => !f.HasPresence || _random.Next(3) > 0))
            {
                Fill(message, field);
            }
        }

        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field)
    {
        if (field.IsMap)
        {
            ((IDictionary)field.Accessor.GetValue(message)).Add(Pick(Texts), Single(field.MessageType.FindFieldByNumber(2)));
        }
        else if (field.IsRepeated)
        {
            for (var i = _random.Next(4); i > 0; i--)
            {
                ((IList)field.Accessor.GetValue(message)).Add(Single(field));
            }
        }
        else
        {
            field.Accessor.SetValue(message, Single(field));
        }
    }

    private object Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Pick(Texts),
        FieldType.Bool => _random.Next(2) == 0,
        FieldType.Int32 or FieldType.SInt32 => Pick([0, 1, -1, int.MinValue, int.MaxValue]),
        FieldType.Int64 => Pick([0, 1, -1, long.MinValue, long.MaxValue, (1L << 53) + 1]),
        FieldType.UInt32 => Pick<uint>([0, 1, uint.MaxValue]),
        FieldType.UInt64 or FieldType.Fixed64 => Pick<ulong>([0, 1, ulong.MaxValue, 1UL << 63, 10_000_000_000_000_000_000]),
        FieldType.Double => Pick(Numbers),
        FieldType.Float => Pick([0, -0.0f, 0.1f, -1.5f, 16_777_216, 1e21f, float.MaxValue, float.Epsilon]),
        FieldType.Bytes =>
            ByteString.CopyFrom(Pick<byte[]>([[], [0], [0xfb, 0xff, 0xfe], [.. Enumerable.Range(0, 256).Select(i => (byte)i)]])),
        FieldType.Enum => Pick([.. field.EnumType.Values]).Number,
        FieldType.Message => Of(field.MessageType),
        _ => throw new NotSupportedException(field.FullName),
    };

    /// <summary>A value that mostly suits a field, of its JSON or near it.</summary>
    public Value Like(FieldDescriptor field) => field switch
    {
        { IsMap: true } => Value.ForStruct(new Struct { Fields = { [Pick(Texts)] = Like(field.MessageType.FindFieldByNumber(2)) } }),
        { IsRepeated: true } when _random.Next(2) == 0 => Value.ForList([.. Enumerable.Range(0, _random.Next(4)).Select(_ => One(field))]),
        _ => One(field),
    };

    /// <summary>Any value of JSON.</summary>
    public Value Any(int depth) => _random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => Value.ForString(Pick(Texts)),
        1 => Value.ForNumber(Pick(Numbers)),
        2 => Value.ForBool(_random.Next(2) == 0),
        3 => Value.ForNull(),
        4 => Value.ForList([.. Enumerable.Range(0, _random.Next(3)).Select(_ => Any(depth - 1))]),
        _ => Value.ForStruct(new Struct { Fields = { [Pick(Texts)] = Any(depth - 1) } }),
    };

    private Value One(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message when field.MessageType.File.Package == "google.protobuf" => Any(2),
        FieldType.Message => Value.ForStruct(new Struct
        {
            Fields = { field.MessageType.Fields.InDeclarationOrder().ToDictionary(inner => inner.Name, Like) },
        }),
        FieldType.String => _random.Next(4) == 0 ? Value.ForNumber(Pick(Numbers)) : Value.ForString(Pick([.. Texts, "12.50"])),
        FieldType.Enum => Value.ForString(Pick(["free", "premium", "Premium", ""])),
        FieldType.Bool => Value.ForBool(_random.Next(2) == 0),
        _ => Value.ForNumber(Pick([.. Numbers, -0.0, 1, 2, 3e9])),
    };

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
