using Rego.Compile;
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

    internal static RegoEvaluationException OverBudget(string message) => new(Cancel, message, isOverBudget: true);

    /// <summary>Whatever goes wrong has one type, so that no caller lets a fault of this engine pass for an answer.</summary>
    internal static RegoEvaluationException Of(Exception failure) => failure switch
    {
        RegoEvaluationException known => known,
        InsufficientExecutionStackException => OverBudget("evaluation nests too deeply"),
        // What a comparison throws, sorting wraps.
        InvalidOperationException { InnerException: { } inner } => Of(inner),
        OutOfMemoryException => OverBudget("memory budget exceeded"),
        _ => new RegoEvaluationException(Internal, failure.Message),
    };

    /// <summary>Names the rule in which an evaluation failed and, unless a statement is known, its place.</summary>
    internal static RegoEvaluationException In(RuleNode rule, Location at, Exception failure)
    {
        var known = Of(failure);
        var hasPlace = known.Path.Length > 0;
        return new RegoEvaluationException(
            known.Code, known.Reason, hasPlace ? known.Path : at.Path, hasPlace ? known.Line : at.Line,
            hasPlace ? known.Column : at.Column, rule.Name, known.IsOverBudget);
    }

    /// <summary>Whether the rule of a failure is still to be named.</summary>
    internal static bool IsNew(Exception failure) => failure is not RegoEvaluationException { Rule.Length: > 0 };
}
