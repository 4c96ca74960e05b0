using System.Runtime.CompilerServices;

namespace Rego;

/// <summary>Guards each recursion whose depth comes from a policy, an input or a value: a stack overflow would end the process.</summary>
internal static class Depth
{
    /// <exception cref="InsufficientExecutionStackException">The stack is nearly used up.</exception>
    internal static void Check() => RuntimeHelpers.EnsureSufficientExecutionStack();
}
