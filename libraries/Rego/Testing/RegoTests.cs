using System.Diagnostics;
using Rego.Syntax;

namespace Rego.Testing;

/// <summary>The outcome of a test.</summary>
public enum RegoTestOutcome
{
    /// <summary>The rule was true.</summary>
    Pass,

    /// <summary>The rule was undefined or not true.</summary>
    Fail,

    /// <summary>The evaluation failed.</summary>
    Error,

    /// <summary>A <c>todo_</c> rule, which is not run.</summary>
    Skip,
}

/// <summary>The result of a test.</summary>
/// <param name="Package">The package, such as <c>data.user.authz_test</c>.</param>
/// <param name="Name">The rule's name.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Path">The module's path.</param>
/// <param name="Line">The rule's line, from 1.</param>
/// <param name="Duration">The duration of its evaluation.</param>
/// <param name="Output">The lines that <c>print</c> wrote.</param>
/// <param name="Error">The error if the evaluation failed; otherwise null.</param>
public sealed record RegoTestResult(
    string Package, string Name, RegoTestOutcome Outcome, string Path, int Line, TimeSpan Duration, IReadOnlyList<string> Output,
    string? Error);

/// <summary>Runs tests written in Rego, as <c>opa test</c> does: rules named <c>test_…</c> pass if they are true.</summary>
public static class RegoTests
{
    /// <summary>Runs every test of a policy, in the order of its modules.</summary>
    /// <param name="policy">A policy loaded with its tests.</param>
    /// <param name="filter">Runs only tests whose <c>package.name</c> contains this text; all by default.</param>
    /// <param name="options">Limits and environment of each test; <see cref="RegoEvaluationOptions.Print"/> is replaced.</param>
    public static IReadOnlyList<RegoTestResult> Run(RegoPolicy policy, string? filter = null, RegoEvaluationOptions? options = null)
    {
        var results = new List<RegoTestResult>();
        foreach (var module in policy.Compiler.Modules)
        {
            var package = string.Join('.', module.Package.Prepend("data"));
            var rules = module.Rules
                .Where(rule => rule.Name.StartsWith("test_", StringComparison.Ordinal)
                    || rule.Name.StartsWith("todo_", StringComparison.Ordinal))
                .DistinctBy(rule => rule.Name)
                .Where(rule => filter is null || $"{package}.{rule.Name}".Contains(filter, StringComparison.Ordinal));
            results.AddRange(rules.Select(rule => Run(policy, package, rule, options ?? RegoEvaluationOptions.Default)));
        }

        return results;
    }

    private static RegoTestResult Run(RegoPolicy policy, string package, Rule rule, RegoEvaluationOptions options)
    {
        var result = new RegoTestResult(package, rule.Name, RegoTestOutcome.Skip, rule.At.Path, rule.At.Line, TimeSpan.Zero, [], null);
        if (rule.Name.StartsWith("todo_", StringComparison.Ordinal))
        {
            return result;
        }

        var output = new List<string>();
        var start = Stopwatch.GetTimestamp();
        try
        {
            var value = policy.Prepare($"{package}.{rule.Name}").Evaluate(null, options.WithPrint(output.Add));
            return result with
            {
                Outcome = value is { IsTrue: true } ? RegoTestOutcome.Pass : RegoTestOutcome.Fail,
                Duration = Stopwatch.GetElapsedTime(start),
                Output = output,
            };
        }
        catch (RegoEvaluationException exception)
        {
            return result with
            {
                Outcome = RegoTestOutcome.Error,
                Duration = Stopwatch.GetElapsedTime(start),
                Output = output,
                Error = exception.Message,
            };
        }
    }
}
