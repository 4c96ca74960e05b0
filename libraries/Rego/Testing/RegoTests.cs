namespace Rego;

/// <summary>How a test ended.</summary>
public enum RegoTestOutcome
{
    /// <summary>The rule was true.</summary>
    Pass,

    /// <summary>The rule was undefined or not true.</summary>
    Fail,

    /// <summary>The evaluation failed.</summary>
    Error,

    /// <summary>A <c>todo_</c> rule: not run.</summary>
    Skip,
}

/// <summary>One test's result.</summary>
/// <param name="Package">The package, such as <c>data.user.authz_test</c>.</param>
/// <param name="Name">The rule's name.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Path">The module's path.</param>
/// <param name="Line">The rule's line, from 1.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Output">What <c>print</c> wrote, a line each.</param>
/// <param name="Error">Why the evaluation failed, if it did.</param>
public sealed record RegoTestResult(
    string Package, string Name, RegoTestOutcome Outcome, string Path, int Line, TimeSpan Duration, IReadOnlyList<string> Output, string? Error);

/// <summary>Runs tests written in Rego, as <c>opa test</c> does: rules named <c>test_…</c> pass if they are true.</summary>
public static class RegoTests
{
    /// <summary>Runs every test of a policy, in the order of its modules.</summary>
    /// <param name="policy">A policy loaded with its tests.</param>
    /// <param name="filter">Runs only tests whose <c>package.name</c> contains this text; all by default.</param>
    /// <param name="options">Limits and surroundings of each test; its print sink is replaced.</param>
    public static IReadOnlyList<RegoTestResult> Run(RegoPolicy policy, string? filter = null, RegoEvaluationOptions? options = null) =>
        throw new NotSupportedException(filter);
}
