using System.Numerics;
using System.Security.Cryptography;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Arithmetic: exact for integers, and by <see cref="ExtendedFloat"/> for other numbers.</summary>
internal static class NumberBuiltins
{
    // An item of an array, with its number.
    private const int BytesPerNumber = 64;

    internal static Builtin[] All { get; } =
    [
        Binary("plus", Operation.Add),
        new("minus", [Kinds.Number | Kinds.Set, Kinds.Number | Kinds.Set], Kinds.Number | Kinds.Set, Minus),
        Binary("mul", Operation.Multiply),
        new("div", [Kinds.Number, Kinds.Number], Kinds.Number, Divide),
        new("rem", [Kinds.Number, Kinds.Number], Kinds.Number, Remainder),
        new("abs", [Kinds.Number], Kinds.Number, (_, arguments) => arguments.Number(0) is { IsInteger: true } number
            ? RegoNumber.Of(BigInteger.Abs(number.ToBigInteger()))
            : Absolute(ExtendedFloat.From(arguments.Number(0))).ToNumber()),
        new("round", [Kinds.Number], Kinds.Number, (_, arguments) => Round(arguments.Number(0), Rounding.Nearest)),
        new("ceil", [Kinds.Number], Kinds.Number, (_, arguments) => Round(arguments.Number(0), Rounding.Up)),
        new("floor", [Kinds.Number], Kinds.Number, (_, arguments) => Round(arguments.Number(0), Rounding.Down)),
        new("numbers.range", [Kinds.Number, Kinds.Number], Kinds.Array,
            (evaluation, arguments) => Range(evaluation, arguments.Integer(0), arguments.Integer(1), 1)),
        new("numbers.range_step", [Kinds.Number, Kinds.Number, Kinds.Number], Kinds.Array, RangeStep),
        new("rand.intn", [Kinds.String, Kinds.Number], Kinds.Number, Random),
    ];

    internal enum Operation
    {
        Add,
        Subtract,
        Multiply,
    }

    private enum Rounding
    {
        Nearest,
        Up,
        Down,
    }

    private static Builtin Binary(string name, Operation operation) =>
        new(name, [Kinds.Number, Kinds.Number], Kinds.Number,
            (_, arguments) => Compute(arguments.Number(0), arguments.Number(1), operation));

    internal static RegoNumber Compute(RegoNumber left, RegoNumber right, Operation operation)
    {
        if (left.TryInt64(out var a) && right.TryInt64(out var b))
        {
            var result = operation switch
            {
                Operation.Add => (Int128)a + b,
                Operation.Subtract => (Int128)a - b,
                _ => (Int128)a * b,
            };
            return result >= long.MinValue && result <= long.MaxValue ? RegoNumber.Of((long)result) : RegoNumber.Of((BigInteger)result);
        }

        if (left.IsInteger && right.IsInteger)
        {
            return RegoNumber.Of(Exact(left.ToBigInteger(), right.ToBigInteger(), operation));
        }

        ExtendedFloat x = ExtendedFloat.From(left), y = ExtendedFloat.From(right);
        return (operation switch
        {
            Operation.Add => x + y,
            Operation.Subtract => x - y,
            _ => x * y,
        }).ToNumber();
    }

    private static BigInteger Exact(BigInteger left, BigInteger right, Operation operation) => operation switch
    {
        Operation.Add => left + right,
        Operation.Subtract => left - right,
        _ => left * right,
    };

    private static RegoValue Minus(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        if (arguments[0] is RegoNumber left && arguments[1] is RegoNumber right)
        {
            return Compute(left, right, Operation.Subtract);
        }

        if (arguments[0] is not RegoSet set)
        {
            throw BuiltinException.Operand(2, "number", arguments[1].Kind.Name());
        }

        if (arguments[1] is not RegoSet other)
        {
            throw BuiltinException.Operand(2, "set", arguments[1].Kind.Name());
        }

        return SetBuiltins.Filter(set, member => !other.Contains(member));
    }

    private static RegoNumber Divide(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        RegoNumber left = arguments.Number(0), right = arguments.Number(1);
        var divisor = ExtendedFloat.From(right);
        if (divisor.IsZero)
        {
            throw new BuiltinException("divide by zero");
        }

        if (left.IsInteger && right.IsInteger)
        {
            var quotient = BigInteger.DivRem(left.ToBigInteger(), right.ToBigInteger(), out var remainder);
            if (remainder.IsZero)
            {
                return RegoNumber.Of(quotient);
            }
        }

        return (ExtendedFloat.From(left) / divisor).ToNumber();
    }

    private static RegoNumber Remainder(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        if (!arguments.Number(0).IsInteger || !arguments.Number(1).IsInteger)
        {
            throw new BuiltinException("modulo on floating-point number");
        }

        var divisor = arguments.Integer(1);
        if (divisor.IsZero)
        {
            throw new BuiltinException("modulo by zero");
        }

        return RegoNumber.Of(BigInteger.Remainder(arguments.Integer(0), divisor));
    }

    private static ExtendedFloat Absolute(ExtendedFloat value) => value.Sign < 0 ? default(ExtendedFloat) - value : value;

    /// <summary>Rounds to an integer; <see cref="Rounding.Nearest"/> rounds halves away from zero.</summary>
    private static RegoNumber Round(RegoNumber number, Rounding rounding)
    {
        if (number.IsInteger)
        {
            return RegoNumber.Of(number.ToBigInteger());
        }

        var scale = BigInteger.Pow(10, -number.Exponent);
        var whole = BigInteger.DivRem(number.Mantissa, scale, out var rest);
        var away = rounding switch
        {
            Rounding.Up => rest.Sign > 0,
            Rounding.Down => rest.Sign < 0,
            _ => BigInteger.Abs(rest) * 2 >= scale,
        };
        return RegoNumber.Of(away ? whole + rest.Sign : whole);
    }

    private static RegoArray RangeStep(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var step = arguments.Integer(2);
        return step.Sign > 0
            ? Range(evaluation, arguments.Integer(0), arguments.Integer(1), step)
            : throw new BuiltinException("step must be a positive integer");
    }

    private static RegoArray Range(Evaluation evaluation, BigInteger from, BigInteger to, BigInteger step)
    {
        var count = (BigInteger.Abs(to - from) / step) + 1;
        evaluation.Limits.Reserve((long)BigInteger.Min(count, long.MaxValue / BytesPerNumber) * BytesPerNumber);
        evaluation.Limits.Step((long)count >> 3);
        var items = new RegoValue[(int)count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = RegoNumber.Of(from <= to ? from + (i * step) : from - (i * step));
        }

        return RegoArray.Of(items);
    }

    private static RegoValue Random(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        var limit = BigInteger.Abs(arguments.Integer(1));
        if (limit.IsZero)
        {
            return RegoNumber.Of(0);
        }

        // Within an evaluation, the same name and limit yield the same number.
        return evaluation.Session.Remember($"rand.intn {arguments.Text(0)} {limit}", () =>
            RegoNumber.Of(RandomNumberGenerator.GetInt32((int)BigInteger.Min(limit, int.MaxValue))));
    }
}
