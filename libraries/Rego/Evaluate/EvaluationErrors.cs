using Rego.Syntax;

namespace Rego.Evaluate;

/// <summary>OPA's codes and messages of failed evaluations.</summary>
internal static class EvaluationErrors
{
    internal const string Cancel = "eval_cancel_error";
    internal const string Conflict = "eval_conflict_error";
    internal const string Builtin = "eval_builtin_error";
    internal const string Type = "eval_type_error";
    internal const string Internal = "eval_internal_error";

    internal const string ObjectConflict = "object keys must be unique";

    internal static RegoEvaluationException At(Location at, string code, string message) =>
        new(code, message, at.Path, at.Line, at.Column);
}
