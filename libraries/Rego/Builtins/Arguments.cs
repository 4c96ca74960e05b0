using System.Numerics;
using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Arguments as the types that builtins compute with. Their kinds have been checked.</summary>
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
            : throw BuiltinException.Operand(index + 1, "integer number", "floating-point number");
    }

    /// <summary>An integer as an index or a length, clamped to 32 bits.</summary>
    internal static int Index(this ReadOnlySpan<RegoValue> arguments, int index) =>
        (int)BigInteger.Clamp(arguments.Integer(index), int.MinValue, int.MaxValue);

    /// <summary>The strings of an array or set.</summary>
    internal static List<string> Texts(this ReadOnlySpan<RegoValue> arguments, int index)
    {
        var texts = new List<string>();
        foreach (var item in Members.Values(arguments[index]))
        {
            texts.Add(item.Text ?? throw NotText(index, arguments[index].Kind, item));
        }

        return texts;
    }

    /// <summary>A member of an argument that is not a string.</summary>
    internal static BuiltinException NotText(int index, RegoKind collection, RegoValue item) => BuiltinException.Operand(
        index + 1, $"{collection.Name()} of strings", $"{collection.Name()} containing {item.Kind.Name()}");
}
