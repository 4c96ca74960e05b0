namespace Rego.Tests.Syntax;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("p if { x := }", "2:13 rego_parse_error: unexpected } token")]
    [InlineData("p { true }", "2:3 rego_parse_error: `if` keyword is required before rule body")]
    [InlineData("p[x]", "2:1 rego_parse_error: `contains` keyword is required for partial set rules")]
    [InlineData("p := \"abc", "2:10 rego_parse_error: non-terminated string")]
    [InlineData("p := 01", "2:6 rego_parse_error: unexpected number token: expected number without leading zero")]
    [InlineData("p if {\n\tx := 1 y := 2\n}", "3:9 rego_parse_error: unexpected identifier token: expected \\n or ; or }")]
    [InlineData("p if { every x in xs {} }", "2:23 rego_parse_error: found empty body")]
    [InlineData("default p := input.x", "2:1 rego_parse_error: illegal default rule (value cannot contain ref, var or call)")]
    [InlineData("import foo.bar",
        "2:8 rego_parse_error: unexpected import path, must begin with one of: {data, future, input, rego}, got: foo")]
    [InlineData("p := §", "2:6 rego_parse_error: illegal token")]
    public void A_fault_of_syntax_names_its_place(string rules, string error)
    {
        Assert.Equal(error, Check.Errors(rules));
    }

    [Fact]
    public void A_module_without_a_package_is_refused()
    {
        var failure = Assert.Throws<RegoLoadException>(() => RegoPolicy.Load([new RegoSource("a.rego", "p := 1")]));
        Assert.Equal(("a.rego", 1, "rego_parse_error"), (failure.Path, failure.Line, failure.Code));
    }

    [Fact]
    public void Faults_of_several_modules_are_reported_together()
    {
        var failure =
            Assert.Throws<RegoLoadException>(
                () => RegoPolicy.Load([new RegoSource("a.rego", "p"), new RegoSource("b.rego", "package b\np := (")]));
        Assert.Equal(["a.rego", "b.rego"], failure.Errors.Select(error => error.Path));
    }

    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2", "5")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("1 - 2 - 3", "-4")]
    [InlineData("{1, 2} | {3} & {3, 4}", "{1, 2, 3}")]
    [InlineData("1 + 1 == 2", "true")]
    [InlineData("2 in [1, 2]", "true")]
    [InlineData("0, 1 in [1, 2]", "true")]
    [InlineData("[1, 2,]", "[1, 2]")]
    [InlineData("{\"a\": 1,}", "{\"a\": 1}")]
    [InlineData("set()", "set()")]
    [InlineData("{}", "{}")]
    [InlineData("`a\\n`", "\"a\\\\n\"")]
    [InlineData("\"\\u00e9\\t\"", "\"é\\t\"")]
    [InlineData("[x | x := [1, 2, 3][_]; x > 1]", "[2, 3]")]
    [InlineData("{x: y | some x, y in [5, 6]}", "{0: 5, 1: 6}")]
    [InlineData("{a | a := 1} == {1}", "true")]
    [InlineData("[1, 2][1]", "2")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("$\"a {1 + 1} {input.x}\"", "\"a 2 <undefined>\"")]
    public void Expressions_are_read_by_the_grammar(string expression, string value)
    {
        Assert.Equal(value, Check.Value(expression));
    }

    [Fact]
    public void Endless_nesting_is_refused_not_a_crash()
    {
        var errors = Check.Errors("p := " + new string('[', 100_000));
        Assert.Contains("rego_parse_error: max parsing recursion depth exceeded", errors, StringComparison.Ordinal);
    }
}
