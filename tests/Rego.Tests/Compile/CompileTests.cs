using Rego.Values;

namespace Rego.Tests.Compile;

public sealed class CompileTests
{
    [Theory]
    [InlineData("p if x > 1", "2:6 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("p if not input.x[_]", "2:6 rego_unsafe_var_error: var _ is unsafe")]
    [InlineData("p if { every x in [1] { x > y } }", "2:25 rego_unsafe_var_error: var y is unsafe")]
    [InlineData("p := x", "2:6 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("p if { x := 1; x := 2 }", "2:16 rego_compile_error: var x assigned above")]
    [InlineData("p if { x > 1; x := 2 }", "2:15 rego_compile_error: var x referenced above")]
    [InlineData("p if { some x; true }", "2:13 rego_compile_error: declared var x unused")]
    [InlineData("p if { every k, v in [1] { v > 0 } }", "2:14 rego_compile_error: declared var k unused")]
    [InlineData("p if { input := 1 }", "2:8 rego_compile_error: variables must not shadow input (use a different variable name)")]
    [InlineData("p if nosuch(1)", "2:6 rego_type_error: undefined function nosuch")]
    [InlineData("p if { http.send({}) }", "2:8 rego_type_error: undefined function http.send")]
    [InlineData("p := count(5)",
        "2:6 rego_type_error: count: invalid argument(s): operand 1 must be one of {array, object, set, string} but got number")]
    [InlineData("p if startswith(\"a\")", "2:6 rego_type_error: startswith: arity mismatch: have 1, want 2")]
    [InlineData("p if startswith(\"a\", 1)",
        "2:6 rego_type_error: startswith: invalid argument(s): operand 2 must be string but got number")]
    [InlineData("f(x) := 1\np if f(1, 2, 3)", "3:6 rego_type_error: function data.t.f has arity 1, got 3 arguments")]
    [InlineData("f(x) := 1\np := f", "3:6 rego_type_error: function data.t.f used as reference, not called")]
    [InlineData("p := 1\np contains 2", "2:1 rego_type_error: conflicting rules data.t.p found")]
    [InlineData("a.b := 1\na := 2", "3:1 rego_type_error: rule data.t.a conflicts with: rule data.t.a.b")]
    [InlineData("default p := 1\ndefault p := 2", "3:1 rego_type_error: multiple default rules data.t.p found")]
    [InlineData("p if p", "2:1 rego_recursion_error: rule data.t.p is recursive: data.t.p -> data.t.p")]
    [InlineData("p if data.t", "2:1 rego_recursion_error: rule data.t.p is recursive: data.t.p -> data.t.p")]
    [InlineData("f(x) := g(x)\ng(x) := f(x)",
        "2:1 rego_recursion_error: rule data.t.f is recursive: data.t.f -> data.t.g -> data.t.f\n3:1 rego_recursion_error: rule data.t.g "
        + "is recursive: data.t.g -> data.t.f -> data.t.g")]
    [InlineData("import data.a.x\nimport data.b.x", "3:1 rego_compile_error: import must not shadow import data.a.x")]
    public void A_faulty_module_does_not_load(string rules, string error)
    {
        Assert.Equal(error, Check.Errors(rules));
    }

    [Fact]
    public void Statements_are_ordered_by_what_they_need()
    {
        Assert.Equal("3", Check.Rule("p := z if { z = y + 1; y = x + 1; x = 1 }"));
        Assert.Equal("[1, 2]", Check.Rule("p := [x, y] if { [x, y] = [y - 1, z]; z = 2 }"));
    }

    [Fact]
    public void Imports_name_documents_of_other_packages()
    {
        var policy = RegoPolicy.Load(
        [
            new RegoSource(
                "a.rego", "package a\nimport data.lib.names as n\nimport input.user\np if user.name in n.all\nq := n.size(n.all)"),
            new RegoSource("b.rego", "package lib.names\nall := {\"x\", \"y\"}\nsize(s) := count(s)"),
        ]);
        var value = policy.Prepare("data.a").Evaluate(RegoValue.ParseJson("""{"user":{"name":"x"}}"""));
        Assert.Equal("{\"p\": true, \"q\": 2}", value!.ToString());
    }

    [Fact]
    public void The_number_of_reported_errors_is_bounded()
    {
        var text = "package t\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"p{i} if x{i} > 1\n"));
        var failure =
            Assert.Throws<RegoLoadException>(
                () => RegoPolicy.Load([new RegoSource("t.rego", text)], options: new RegoOptions { MaxErrors = 3 }));
        Assert.Equal(3, failure.Errors.Count);
    }
}
