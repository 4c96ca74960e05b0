using Rego.Values;

namespace Rego.Tests;

/// <summary>Short ways to load and ask.</summary>
internal static class Check
{
    /// <summary>The value of an expression, as Rego writes it; "undefined" if it has none.</summary>
    internal static string Value(string expression, string? input = null, bool strict = true)
    {
        var query = RegoPolicy.Load([]).Prepare(expression);
        return Show(query.Evaluate(Json(input), new RegoEvaluationOptions { StrictBuiltinErrors = strict }));
    }

    /// <summary>The value of rule <c>p</c> of a module whose package clause is <c>package t</c>.</summary>
    internal static string Rule(string rules, string? input = null, string? data = null, bool strict = true) =>
        Show(RegoPolicy.Load([new RegoSource("t.rego", "package t\n" + rules)], Json(data))
            .Prepare("data.t.p")
            .Evaluate(Json(input), new RegoEvaluationOptions { StrictBuiltinErrors = strict }));

    /// <summary>The diagnostics of a module whose package clause is <c>package t</c>, as <c>line:column code: message</c>.</summary>
    internal static string Errors(string rules)
    {
        var failure = Assert.Throws<RegoLoadException>(() => RegoPolicy.Load([new RegoSource("t.rego", "package t\n" + rules)]));
        return string.Join("\n", failure.Errors.Select(error => $"{error.Line}:{error.Column} {error.Code}: {error.Message}"));
    }

    internal static RegoEvaluationException Fails(string rules, RegoEvaluationOptions? options = null, string? input = null)
    {
        var query = RegoPolicy.Load([new RegoSource("t.rego", "package t\n" + rules)]).Prepare("data.t.p");
        return Assert.Throws<RegoEvaluationException>(() => query.Evaluate(Json(input), options));
    }

    private static RegoValue? Json(string? text) => text is null ? null : RegoValue.ParseJson(text);

    private static string Show(RegoValue? value) => value?.ToString() ?? "undefined";
}
