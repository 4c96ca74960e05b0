namespace Rego.Evaluate;

/// <summary>A failed builtin: fails the evaluation in strict mode, and is undefined otherwise.</summary>
internal sealed class BuiltinException(string message, bool isType = false) : Exception(message)
{
    /// <summary>Whether an argument has the wrong kind.</summary>
    internal bool IsType { get; } = isType;

    /// <summary>An argument that is not what the builtin accepts.</summary>
    /// <param name="operand">The argument, from 1.</param>
    /// <param name="wanted">What the builtin accepts.</param>
    /// <param name="actual">What the argument is.</param>
    internal static BuiltinException Operand(int operand, string wanted, string actual) =>
        new($"operand {operand} must be {wanted} but got {actual}", isType: true);
}
