using Rego.Values;

namespace Rego.Tests;

/// <summary>Loads modules whose package clause is <c>package t</c>, and evaluates them.</summary>
internal static class Check
{
    internal static RegoPolicy Policy(string rules, RegoValue? data = null) =>
        RegoPolicy.Load([new RegoSource("t.rego", "package t\n" + rules)], data);

    /// <summary>The query for rule <c>p</c>.</summary>
    internal static RegoQuery Query(string rules, RegoValue? data = null) => Policy(rules, data).Prepare("data.t.p");

    /// <summary>The value of an expression as Rego text; "undefined" if it has none.</summary>
    internal static string Value(string expression, string? input = null, bool strict = true) =>
        Show(RegoPolicy.Load([]).Prepare(expression), input, strict);

    /// <summary>The value of rule <c>p</c> as Rego text; "undefined" if it has none.</summary>
    internal static string Rule(string rules, string? input = null, string? data = null, bool strict = true) =>
        Show(Query(rules, Json(data)), input, strict);

    /// <summary>The diagnostics as <c>line:column code: message</c>.</summary>
    internal static string Errors(string rules)
    {
        var failure = Assert.Throws<RegoLoadException>(() => Policy(rules));
        return string.Join("\n", failure.Errors.Select(error => $"{error.Line}:{error.Column} {error.Code}: {error.Message}"));
    }

    internal static RegoEvaluationException Fails(string rules, RegoEvaluationOptions? options = null, string? input = null)
    {
        var query = Query(rules);
        return Assert.Throws<RegoEvaluationException>(() => query.Evaluate(Json(input), options));
    }

    private static RegoValue? Json(string? text) => text is null ? null : RegoValue.ParseJson(text);

    private static string Show(RegoQuery query, string? input, bool strict) =>
        query.Evaluate(Json(input), new RegoEvaluationOptions { StrictBuiltinErrors = strict })?.ToString() ?? "undefined";
}
