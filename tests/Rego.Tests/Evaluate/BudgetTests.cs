using System.Globalization;
using Rego.Values;

namespace Rego.Tests.Evaluate;

public sealed class BudgetTests
{
    private const string Counting = "some a in numbers.range(1, 1000); some b in numbers.range(1, 1000); a + b == 0";

    [Fact]
    public void An_evaluation_ends_at_its_step_budget()
    {
        var failure = Check.Fails($"p if {{ {Counting} }}", new RegoEvaluationOptions { StepBudget = 5000 });
        Assert.Equal(("eval_cancel_error", "step budget exceeded", true), (failure.Code, failure.Reason, failure.IsOverBudget));
    }

    [Fact]
    public void An_evaluation_ends_at_its_memory_budget()
    {
        var failure = Check.Fails("p := numbers.range(1, 1000000000)", new RegoEvaluationOptions { MemoryBudget = 1 << 20 });
        Assert.Equal(("eval_cancel_error", "memory budget exceeded", true), (failure.Code, failure.Reason, failure.IsOverBudget));
        failure = Check.Fails("p := sprintf(\"%999999d%999999d\", [1, 2])", new RegoEvaluationOptions { MemoryBudget = 1 << 20 });
        Assert.Equal("eval_cancel_error", failure.Code);
    }

    [Fact]
    public void An_evaluation_may_take_100_000_steps_and_8_MiB_unless_told_otherwise()
    {
        Assert.Equal((100_000, 8 << 20), (RegoEvaluationOptions.Default.StepBudget, RegoEvaluationOptions.Default.MemoryBudget));
        Assert.True(Check.Fails($"p if {{ {Counting} }}").IsOverBudget);
        Assert.True(Check.Fails("p := numbers.range(1, 1000000)").IsOverBudget);
    }

    [Fact]
    public void A_failure_names_the_rule_in_which_it_happened_and_its_place()
    {
        var failure = Check.Fails($"p if q\n\nq if f(1)\n\nf(_) if {{ {Counting} }}");
        Assert.Equal(("data.t.f", "t.rego", 6, 1, true), (failure.Rule, failure.Path, failure.Line, failure.Column, failure.IsOverBudget));
        failure = Check.Fails("p if q[_]\n\nq contains 1 if 1 / 0 == 1");
        Assert.Equal(("data.t.q", "t.rego", 4, false), (failure.Rule, failure.Path, failure.Line, failure.IsOverBudget));
    }

    [Fact]
    public void A_failure_of_the_query_itself_names_no_rule()
    {
        var failure = Assert.Throws<RegoEvaluationException>(() => RegoPolicy.Load([]).Prepare("1 / 0").Evaluate(null));
        Assert.Equal(("eval_builtin_error", ""), (failure.Code, failure.Rule));
    }

    [Fact]
    public void A_cancelled_evaluation_has_no_answer_and_is_not_over_its_budget()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var query = Check.Query("p := 1");
        var failure = Assert.Throws<RegoEvaluationException>(() => query.Evaluate(null, cancellationToken: source.Token));
        Assert.Equal(("eval_cancel_error", false), (failure.Code, failure.IsOverBudget));
    }

    // Each doubles a value thirty times: the result would have 2^30 times the size.
    [Theory]
    [InlineData("\"0123456789\"", "concat(\"\", [{0}, {0}])")]
    [InlineData("\"0123456789\"", "replace({0}, \"0\", \"00\")")]
    [InlineData("\"0123456789\"", "regex.replace({0}, \"0\", \"00\")")]
    [InlineData("\"0123456789\"", "strings.replace_n({{\"0\": \"00\"}}, {0})")]
    [InlineData("\"0123456789\"", "sprintf(\"%s%s\", [{0}, {0}])")]
    [InlineData("\"0123456789\"", "sprintf(\"%[1]s%[1]s\", [{0}])")]
    [InlineData("\"0123456789\"", "$\"{{{0}}}{{{0}}}\"")]
    [InlineData("\"0123456789\"", "base64.encode(concat(\"\", [{0}, {0}]))")]
    [InlineData("\"0123456789\"", "hex.encode({0})")]
    [InlineData("\"0123456789\"", "concat(\"0\", split({0}, \"\"))")]
    [InlineData("\"\\\"\"", "json.marshal({0})")]
    [InlineData("[1, 2, 3]", "array.concat({0}, {0})")]
    [InlineData("[1, 2, 3]", "array.flatten([{0}, {0}])")]
    [InlineData("{{1, 2, 3}}", "{{[a, b] | some a in {0}; some b in [1, 2]}}")]
    [InlineData("[1, 2, 3]", "[a | some b in [1, 2]; some a in {0}]")]
    [InlineData("\"0123456789\"", "numbers.range(1, count({0}) * 20)")]
    public void What_doubles_is_refused_before_it_is_made(string start, string twice)
    {
        var rules = $"p := count(v30)\nv0 := {string.Format(CultureInfo.InvariantCulture, start)}\n" + string.Concat(Enumerable.Range(0, 30)
            .Select(i => $"v{i + 1} := {string.Format(CultureInfo.InvariantCulture, twice, $"v{i}")}\n"));
        AssertOverBudget(rules, null);
    }

    [Theory]
    [InlineData("json.marshal({0})")]
    [InlineData("json.marshal_with_options({0}, {{\"pretty\": true}})")]
    [InlineData("sprintf(\"%v\", [{0}])")]
    [InlineData("$\"{{{0}}}\"")]
    public void What_is_shared_counts_as_often_as_it_is_written(string text)
    {
        var rules = "v0 := [1]\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"v{i + 1} := [v{i}, v{i}]\n"));
        AssertOverBudget($"p := count({string.Format(CultureInfo.InvariantCulture, text, "v30")})\n{rules}", null);
    }

    [Theory]
    [InlineData("some a in input; some b in input; -1 in input")]
    [InlineData("some a in input; some b in input; -1 == sum(input)")]
    [InlineData("some a in input; some b in input; array.reverse(input) == []")]
    [InlineData("some a in input; some b in input; array.concat(input, [a]) == array.concat(input, [-1])")]
    [InlineData("some a in input; some b in input; count([x | some x in input; x == -1]) == 1")]
    public void Long_work_counts_for_its_length(string body)
    {
        AssertOverBudget($"p if {{ {body} }}", RegoValue.From(Enumerable.Range(0, 20_000).Select(i => RegoValue.From(i))));
    }

    [Theory]
    [InlineData("count(input) == 1")]
    [InlineData("input == data.other")]
    public void Long_text_counts_for_its_length(string expression)
    {
        var text = new string('a', 100_000);
        var data = RegoValue.Object(("other", RegoValue.From(text[1..] + "b")));
        var query = Check.Query($"p if {{ some x in numbers.range(1, 1000); {expression}; x == 0 }}", data);
        Assert.True(Assert.Throws<RegoEvaluationException>(() => query.Evaluate(RegoValue.From(text))).IsOverBudget);
    }

    [Theory]
    [InlineData("p if input == data.other")]
    [InlineData("p if input < data.other")]
    [InlineData("p := {input}")]
    [InlineData("p := sprintf(\"%v\", [input])")]
    [InlineData("p := json.marshal(input)")]
    [InlineData("p := sort([input, data.other])")]
    [InlineData("p := [x | walk(input, [_, x])]")]
    [InlineData("p if input[0] in [data.other]")]
    [InlineData("p := json.patch(input, [{\"op\": \"add\", \"path\": [x | some i in numbers.range(1, 50000); x := 0], \"value\": 1}])")]
    public void A_value_that_nests_deeper_than_the_stack_is_refused(string rule)
    {
        var data = RegoValue.Object(("other", Nested(200_000)));
        var query = Check.Query(rule, data);
        Assert.True(Assert.Throws<RegoEvaluationException>(() => query.Evaluate(Nested(200_000))).IsOverBudget);
    }

    [Fact]
    public void Values_that_nest_deeper_than_the_stack_end_in_an_exception()
    {
        RegoValue one = Nested(200_000), other = Nested(200_000);
        Assert.Throws<InsufficientExecutionStackException>(() => one.Equals(other));
        Assert.Throws<InsufficientExecutionStackException>(() => one.GetHashCode());
        Assert.Throws<InsufficientExecutionStackException>(() => RegoValue.Compare(one, other));
        Assert.Throws<InsufficientExecutionStackException>(() => one.ToString());
        Assert.Throws<InsufficientExecutionStackException>(() => one.ToJson());
        Assert.Equal(2001 * 2, Nested(2000).ToJson().Length);
    }

    [Fact]
    public void A_patch_that_doubles_the_depth_again_and_again_is_refused()
    {
        const string copy = """{"op": "copy", "from": ["a"], "path": [x | some _ in numbers.range(1, N); x := "a"]}""";
        var operations = string.Join(", ", Enumerable.Range(0, 17)
            .Select(i => copy.Replace("N", (1 << i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        AssertOverBudget($"p := json.patch({{\"a\": {{}}}}, [{operations}])", null);
    }

    private static RegoValue Nested(int depth)
    {
        var value = RegoValue.From([]);
        for (var i = 0; i < depth; i++)
        {
            value = RegoValue.From([value]);
        }

        return value;
    }

    private static void AssertOverBudget(string rules, RegoValue? input)
    {
        var query = Check.Query(rules);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Assert.Throws<RegoEvaluationException>(() => query.Evaluate(input));
        Assert.True(failure.IsOverBudget, failure.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * RegoEvaluationOptions.Default.MemoryBudget);
    }
}
