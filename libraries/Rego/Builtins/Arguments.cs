using System.Numerics;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Arguments as the types that builtins compute with; kinds have been checked before.</summary>
internal static class Arguments
{
    internal static string Text(this ReadOnlySpan<RegoValue> arguments, int index) => ((RegoString)arguments[index]).Value;

    internal static RegoNumber Number(this ReadOnlySpan<RegoValue> arguments, int index) => (RegoNumber)arguments[index];

    internal static RegoArray Array(this ReadOnlySpan<RegoValue> arguments, int index) => (RegoArray)arguments[index];

    internal static RegoObject Object(this ReadOnlySpan<RegoValue> arguments, int index) => (RegoObject)arguments[index];

    internal static RegoSet Set(this ReadOnlySpan<RegoValue> arguments, int index) => (RegoSet)arguments[index];

    internal static BigInteger Integer(this ReadOnlySpan<RegoValue> arguments, int index)
    {
        var number = arguments.Number(index);
        return number.IsInteger
            ? number.ToBigInteger()
            : throw new BuiltinException($"operand {index + 1} must be integer number but got floating-point number", isType: true);
    }

    /// <summary>An integer that fits an index or length; larger ones are cut to the range.</summary>
    internal static int Index(this ReadOnlySpan<RegoValue> arguments, int index) =>
        (int)BigInteger.Clamp(arguments.Integer(index), int.MinValue, int.MaxValue);

    /// <summary>The strings of an array or set.</summary>
    internal static List<string> Texts(this ReadOnlySpan<RegoValue> arguments, int index)
    {
        var texts = new List<string>();
        var kind = Syntax.Names.Of(arguments[index].Kind);
        foreach (var item in Evaluate.Members.Values(arguments[index]))
        {
            texts.Add(item.Text ?? throw new BuiltinException(
                $"operand {index + 1} must be {kind} of strings but got {kind} containing {Syntax.Names.Of(item.Kind)}",
                isType: true));
        }
        return texts;
    }
}
