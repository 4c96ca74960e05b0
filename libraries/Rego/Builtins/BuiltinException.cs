namespace Rego.Builtins;

/// <summary>A builtin's failure; fails the evaluation in strict mode and is undefined otherwise.</summary>
internal sealed class BuiltinException(string message, bool isType = false) : Exception(message)
{
    /// <summary>Whether an argument was of the wrong kind.</summary>
    internal bool IsType { get; } = isType;
}
