using System.Runtime.CompilerServices;

namespace Rego;

/// <summary>Guards every recursion that policies, inputs or values drive: an overflow of the stack would end the process.</summary>
internal static class Depth
{
    /// <exception cref="InsufficientExecutionStackException">Little of the stack is left.</exception>
    internal static void Check() => RuntimeHelpers.EnsureSufficientExecutionStack();
}
