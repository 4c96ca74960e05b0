using System.Globalization;

namespace Rego;

/// <summary>An evaluation that failed. Callers that decide by its result must deny.</summary>
public sealed class RegoEvaluationException : Exception
{
    internal RegoEvaluationException(
        string code, string message, string path = "", int line = 0, int column = 0, string rule = "", bool isOverBudget = false)
        : base(path.Length == 0
            ? $"{code}: {message}"
            : string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: {code}: {message}"))
    {
        Code = code;
        Reason = message;
        Path = path;
        Line = line;
        Column = column;
        Rule = rule;
        IsOverBudget = isOverBudget;
    }

    /// <summary>OPA's code: <c>eval_conflict_error</c>, <c>eval_builtin_error</c>, <c>eval_type_error</c>,
    /// <c>eval_cancel_error</c> (cancelled, or over a budget), <c>eval_internal_error</c>.</summary>
    public string Code { get; }

    /// <summary>Whether the evaluation exceeded its steps, its memory or the stack. The same query may succeed with larger
    /// budgets. False if the caller cancelled it.</summary>
    public bool IsOverBudget { get; }

    /// <summary>The message without code and location.</summary>
    public string Reason { get; }

    /// <summary>The rule under evaluation, such as <c>data.user.authz.allow</c>; empty if the query itself failed.</summary>
    public string Rule { get; }

    internal bool NamesRule => Rule.Length > 0;

    /// <summary>The module's path; empty if the location is unknown.</summary>
    public string Path { get; }

    /// <summary>Line, from 1: of the statement if it is known, otherwise of the rule; 0 if the location is unknown.</summary>
    public int Line { get; }

    /// <summary>Column, from 1; 0 if the location is unknown.</summary>
    public int Column { get; }
}
