using Rego.Builtins;
using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Checks calls against what is known before evaluation: the number of arguments and the kinds of literals.</summary>
internal static class TypeCheck
{
    /// <summary>Whether the call may stand; adds an error if not.</summary>
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
            var wanted = KindNames.Of(builtin.Parameters[i]);
            errors.Add(at, CompileErrors.Type,
                $"{builtin.Name}: invalid argument(s): operand {i + 1} must be {wanted} but got {KindNames.Of(kinds)}");
            return false;
        }
        return true;
    }

    private static Kinds KindsOf(CoreTerm term) => term switch
    {
        CoreConstant constant => KindNames.Of(constant.Value),
        CoreArray => Kinds.Array,
        CoreObject => Kinds.Object,
        CoreSet => Kinds.Set,
        CoreTemplate => Kinds.String,
        CoreComprehension comprehension => (Kinds)(1 << (int)comprehension.Kind),
        _ => Kinds.Any,
    };
}
