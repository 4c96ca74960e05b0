
namespace Rego.Evaluate;

/// <summary>OPA's codes of failed evaluations, and the exceptions with them.</summary>
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

    /// <summary>Converts any exception to the one type that callers handle.</summary>
    internal static RegoEvaluationException Of(Exception exception) => exception switch
    {
        RegoEvaluationException known => known,
        InsufficientExecutionStackException => OverBudget("evaluation nests too deeply"),
        // Sorting wraps the exceptions of a comparison.
        InvalidOperationException { InnerException: { } inner } => Of(inner),
        OutOfMemoryException => OverBudget("memory budget exceeded"),
        _ => new RegoEvaluationException(Internal, exception.Message),
    };

    /// <summary>Adds the rule in which an evaluation failed and, if the statement is unknown, the rule's location.</summary>
    internal static RegoEvaluationException In(RuleNode rule, Location at, Exception exception)
    {
        var known = Of(exception);
        var hasPlace = known.Path.Length > 0;
        return new RegoEvaluationException(
            known.Code, known.Reason, hasPlace ? known.Path : at.Path, hasPlace ? known.Line : at.Line,
            hasPlace ? known.Column : at.Column, rule.Name, known.IsOverBudget);
    }

    /// <summary>Whether an exception does not name its rule yet.</summary>
    internal static bool IsNew(Exception exception) => exception is not RegoEvaluationException { NamesRule: true };
}
