using Rego.Values;

namespace Rego.Tests.Evaluate;

/// <summary>Evaluations share the values of rules that depend on the policy and its data alone, and nothing else.</summary>
public sealed class KnownRulesTests
{
    private const string Costly = "count([x | some x in numbers.range(1, 200)])";

    private static readonly int[] Inputs = [1, 2, 1, 3];
    private static readonly RegoEvaluationOptions FewSteps = new() { StepBudget = 50 };

    [Theory]
    [InlineData($"p := q\n\nq := {Costly}")]
    [InlineData($"p := q + input.x\n\nq := {Costly} + data.base")]
    [InlineData($"p := q.a\n\nq.a := r\n\nr := {Costly}")]
    [InlineData($"p := count(q)\n\nq contains {Costly}")]
    [InlineData($"p if not q\n\nq if {Costly} == 5")]
    [InlineData($"p := q + input.x\n\nq := 1 if {{ r > 1 }} else := 2\n\nr := {Costly}")]
    public void A_rule_of_policy_and_data_is_computed_once(string rules)
    {
        var query = Check.Query(rules, Base(1));
        var input = RegoValue.ParseJson("""{"x": 1}""");
        Assert.True(Assert.Throws<RegoEvaluationException>(() => query.Evaluate(input, FewSteps)).IsOverBudget);

        var value = query.Evaluate(input);

        Assert.NotNull(value);
        Assert.Equal(value, query.Evaluate(input, FewSteps));
    }

    [Theory]
    [InlineData("p := q\n\nq := input.x")]
    [InlineData("p := [q, r]\n\nq := r\n\nr := input.x")]
    [InlineData("p := [r, q]\n\nq := r\n\nr := s\n\ns := input.x")]
    [InlineData("p := [r, q]\n\nq := f(1)\n\nf(_) := r\n\nr := input.x")]
    [InlineData("p := q\n\nq := 1 if { not r } else := 2\n\nr if input.x == 1")]
    [InlineData("p := [q, s]\n\nq := r if r := s with data.base as input.x\n\ns := data.base")]
    [InlineData("default p := 0\n\np := q\n\nq := 5 if input.x == 1")]
    [InlineData("p := {k | some k, v in q; v}\n\nq[k] := true if some k in [input.x]")]
    public void A_rule_of_the_input_is_computed_each_time(string rules)
    {
        var query = Check.Query(rules, Base(1));
        List<RegoValue?> answers = [.. Inputs.Select(x => query.Evaluate(RegoValue.Object(("x", RegoValue.From(x)))))];

        Assert.All(answers, Assert.NotNull);
        Assert.Equal(answers[0], answers[2]);
        Assert.NotEqual(answers[0], answers[1]);
        var fresh = Check.Query(rules, Base(1)).Evaluate(RegoValue.Object(("x", RegoValue.From(3))));
        Assert.Equal(fresh, answers[3]);
    }

    [Theory]
    [InlineData("p := [f(1), f(1), f(input.x), f(input.x), f(2), f(3), f(1)]\n\nf(a) := a + input.x", "[3, 3, 4, 4, 4, 5, 3]")]
    [InlineData("p := [a, b, c] if { a := f(1); b := f(1) with input.x as 5; c := f(1) }\n\nf(a) := a + input.x", "[3, 6, 3]")]
    [InlineData("p := [a, b, c] if { a := f(1); b := f(1) with f as g; c := f(1) }\n\nf(_) := 1\n\ng(_) := 2", "[1, 2, 1]")]
    [InlineData("p := [a | some i in [1, 2, 1, 2, 3]; a := f(i)]\n\nf(a) := a + 1 if a != 2", "[2, 2, 4]")]
    [InlineData("p := [f(\"a\"), g(\"a\"), f(\"a\")]\n\nf(a) := a\n\ng(a) := upper(a)", "[\"a\", \"A\", \"a\"]")]
    public void A_function_that_is_asked_again_answers_as_it_would_the_first_time(string rules, string answer)
    {
        var query = Check.Query(rules);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(answer, query.Evaluate(RegoValue.Object(("x", RegoValue.From(2))))!.ToString());
        }
    }

    [Fact]
    public void What_a_function_reads_is_read_by_each_rule_that_calls_it()
    {
        var query = Check.Query("p := [q, r]\n\nq := f(1)\n\nr := f(1)\n\nf(a) := a + input.x");
        Assert.Equal("[2, 2]", query.Evaluate(RegoValue.Object(("x", RegoValue.From(1))))!.ToString());
        Assert.Equal("[3, 3]", query.Evaluate(RegoValue.Object(("x", RegoValue.From(2))))!.ToString());
    }

    [Fact]
    public void Chance_is_another_one_each_time()
    {
        var query = Check.Query("p := q\n\nq := uuid.rfc4122(\"a\")");
        Assert.NotEqual(query.Evaluate(RegoValue.Object()), query.Evaluate(RegoValue.Object()));
    }

    [Fact]
    public void What_replaces_data_and_functions_counts_for_its_statement_only()
    {
        var policy = Check.Policy("q := data.base\n\nr := f(1)\n\nf(x) := x", Base(1));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("1", policy.Prepare("data.t.q").Evaluate(RegoValue.Object())!.ToString());
            Assert.Equal("2", Value("x = data.t.q with data.base as 2"));
            Assert.Equal("3", Value("x = data.t.r with data.t.f as 3"));
            Assert.Equal("1", policy.Prepare("data.t.r").Evaluate(RegoValue.Object())!.ToString());
            Assert.Equal("4", policy.WithData(Base(4)).Prepare("data.t.q").Evaluate(RegoValue.Object())!.ToString());
        }

        string Value(string query) => policy.Prepare(query).EvaluateBindings(RegoValue.Object())[0].Bindings["x"].ToString();
    }

    [Fact]
    public void A_rule_that_prints_prints_each_time_and_an_error_is_one_in_strict_mode_whatever_was_evaluated_before()
    {
        var query = Check.Query("p := q\n\nq if { print(\"again\"); not to_number(\"x\") == 1 }\n\nq if true");
        var lines = new List<string>();
        var lenient = new RegoEvaluationOptions { Print = lines.Add, StrictBuiltinErrors = false };
        for (var i = 0; i < 2; i++)
        {
            Assert.True(query.Evaluate(null, lenient)!.IsTrue);
            Assert.Equal(i + 1, lines.Count);
            Assert.Throws<RegoEvaluationException>(() => query.Evaluate(null));
        }
    }

    [Fact]
    public void A_large_value_is_computed_each_time()
    {
        var query = Check.Query("p := count(q)\n\nq := numbers.range(1, 10000)");
        Assert.Equal("10000", query.Evaluate(null)!.ToString());
        Assert.Equal("10000", query.Evaluate(null)!.ToString());

        var part = query.Policy.Prepare("data.t.q[0]");
        Assert.Throws<RegoEvaluationException>(() => part.Evaluate(null, FewSteps));
    }

    [Fact]
    public void An_evaluation_may_run_inside_another_and_after_one_that_failed()
    {
        var inner = Check.Query("p := [q, r] if { some i in [1, 2, 3]; i == input.x; q := i; r := s }\n\ns := input.x + 1");
        var answers = new List<string>();
        var outer = Check.Query("p := [x, y] if { x := s; print(x); y := s + x }\n\ns := input.x");
        var options = new RegoEvaluationOptions { Print = _ => answers.Add(inner.Evaluate(Input(2))!.ToString()) };
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("[5, 10]", outer.Evaluate(Input(5), options)!.ToString());
            Assert.Throws<RegoEvaluationException>(() => outer.Evaluate(RegoValue.ParseJson("""{"x": "a"}"""), options));
        }

        Assert.All(answers, answer => Assert.Equal("[2, 3]", answer));
        Assert.Equal(6, answers.Count);

        static RegoValue Input(int x) => RegoValue.Object(("x", RegoValue.From(x)));
    }

    [Fact]
    public void What_an_evaluation_leaves_behind_is_bounded()
    {
        var text = string.Concat(Enumerable.Range(0, 5000).Select(i => $"v{i} := {i}\n\n"));
        var query = Check.Query($"p := v4999 + input.x\n\n{text}");
        var input = RegoValue.Object(("x", RegoValue.From(1)));
        query.Evaluate(input);

        // The state of so many rules is made again.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("5000", query.Evaluate(input)!.ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 5000, 1_000_000);
    }

    private static RegoValue Base(int value) => RegoValue.Object(("base", RegoValue.From(value)));
}
