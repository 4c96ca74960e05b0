using System.Numerics;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Bit operations on integers of any size.</summary>
internal static class BitBuiltins
{
    internal static Builtin[] All { get; } =
    [
        Binary("bits.and", (a, b) => a & b),
        Binary("bits.or", (a, b) => a | b),
        Binary("bits.xor", (a, b) => a ^ b),
        new("bits.negate", [Kinds.Number], Kinds.Number, (_, arguments) => RegoNumber.Of(~arguments.Integer(0))),
        new("bits.lsh", [Kinds.Number, Kinds.Number], Kinds.Number, (evaluation, arguments) =>
        {
            var shift = Shift(arguments);
            evaluation.Limits.Reserve(shift / 8);
            if (shift > RegoNumber.MaxExponent)
            {
                throw new BuiltinException("shift is too large");
            }

            return RegoNumber.Of(arguments.Integer(0) << shift);
        }),
        new("bits.rsh", [Kinds.Number, Kinds.Number], Kinds.Number,
            (_, arguments) => RegoNumber.Of(arguments.Integer(0) >> Shift(arguments))),
    ];

    private static Builtin Binary(string name, Func<BigInteger, BigInteger, BigInteger> combine) =>
        new(name, [Kinds.Number, Kinds.Number], Kinds.Number,
            (_, arguments) => RegoNumber.Of(combine(arguments.Integer(0), arguments.Integer(1))));

    private static int Shift(ReadOnlySpan<RegoValue> arguments)
    {
        var shift = arguments.Integer(1);
        if (shift.Sign < 0)
        {
            throw BuiltinException.Operand(2, "an unsigned integer number", "a negative integer");
        }

        return arguments.Index(1);
    }
}
