using Rego.Evaluate;
using Rego.Values;

namespace Rego.Compile;

/// <summary>Checks what is known of a call before evaluation: the number of arguments, and the kinds of literals.</summary>
internal static class TypeCheck
{
    /// <summary>Whether the call is valid; adds an error if it is not.</summary>
    internal static bool Call(Callee callee, IReadOnlyList<CoreTerm> arguments, Location at, CompileErrors errors)
    {
        if (arguments.Count != callee.Arity)
        {
            errors.Add(at, CompileErrors.Type, callee is BuiltinCallee
                ? $"{callee.Name}: arity mismatch: have {arguments.Count}, want {callee.Arity}"
                : $"function {callee.Name} has arity {callee.Arity}, got {arguments.Count} argument{(arguments.Count == 1 ? "" : "s")}");
            return false;
        }

        if (callee is not BuiltinCallee { Builtin: var builtin })
        {
            return true;
        }

        for (var i = 0; i < arguments.Count; i++)
        {
            var kinds = KindsOf(arguments[i]);
            if ((kinds & builtin.Parameters[i]) != Kinds.None)
            {
                continue;
            }

            var wanted = builtin.Parameters[i].Name();
            errors.Add(at, CompileErrors.Type,
                $"{builtin.Name}: invalid argument(s): operand {i + 1} must be {wanted} but got {kinds.Name()}");
            return false;
        }

        return true;
    }

    private static Kinds KindsOf(CoreTerm term) => term switch
    {
        CoreConstant constant => constant.Value.Kind.AsSet(),
        CoreArray => Kinds.Array,
        CoreObject => Kinds.Object,
        CoreSet => Kinds.Set,
        CoreTemplate => Kinds.String,
        CoreComprehension comprehension => comprehension.Kind.AsSet(),
        _ => Kinds.Any,
    };
}
