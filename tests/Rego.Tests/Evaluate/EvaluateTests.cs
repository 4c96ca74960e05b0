using Rego.Values;

namespace Rego.Tests.Evaluate;

public sealed class EvaluateTests
{
    [Fact]
    public void A_default_stands_only_where_no_rule_holds()
    {
        const string Rules = "default p := false\np if input.x == 1";
        Assert.Equal("true", Check.Rule(Rules, """{"x": 1}"""));
        Assert.Equal("false", Check.Rule(Rules, """{"x": 2}"""));
        Assert.Equal("false", Check.Rule(Rules));
    }

    [Theory]
    [InlineData(11, "1")]
    [InlineData(6, "2")]
    [InlineData(1, "3")]
    public void Else_branches_are_tried_in_order(int x, string value)
    {
        Assert.Equal(value, Check.Rule("p := 1 if input.x > 10 else := 2 if input.x > 5 else := 3", $$"""{"x": {{x}}}"""));
    }

    [Fact]
    public void Two_values_for_one_complete_rule_are_a_conflict()
    {
        var failure = Check.Fails("p := 1 if true\np := 2 if true");
        Assert.Equal(("eval_conflict_error", "rule data.t.p produced conflicting values", 3), (failure.Code, failure.Reason, failure.Line));
    }

    [Fact]
    public void Two_results_for_one_call_are_a_conflict()
    {
        Assert.Equal("eval_conflict_error", Check.Fails("f(x) := 1 if x > 0\nf(x) := 2 if x > 1\np := f(5)").Code);
    }

    [Fact]
    public void Two_values_for_one_key_are_a_conflict()
    {
        Assert.Equal("eval_conflict_error", Check.Fails("p[k] := v if { some v in [1, 2]; k := \"a\" }").Code);
        Assert.Equal("eval_conflict_error", Check.Fails("p := {k: v | some v in [1, 2]; k := \"a\"}").Code);
    }

    [Fact]
    public void Negation_of_undefined_is_true()
    {
        Assert.Equal("true", Check.Rule("p if not input.missing.deep"));
        Assert.Equal("undefined", Check.Rule("p if not input.x", """{"x": 0}"""));
    }

    [Fact]
    public void Every_holds_for_an_empty_domain_and_not_for_an_undefined_one()
    {
        Assert.Equal("true", Check.Rule("p if { every x in [] { x > 1 } }"));
        Assert.Equal("undefined", Check.Rule("p if { every x in input.missing { x > 1 } }"));
        Assert.Equal("undefined", Check.Rule("p if { every i, x in [1, 2] { x > i + 1 } }"));
    }

    [Fact]
    public void With_reaches_rules_and_ends_with_its_statement()
    {
        const string Rules = """
            q := input.x
            p := [a, b, c] if {
                a := q with input.x as 1
                b := q with input as {"x": 2}
                c := q
            }
            """;
        Assert.Equal("[1, 2, 9]", Check.Rule(Rules, """{"x": 9}"""));
    }

    [Fact]
    public void With_replaces_rules_data_and_functions()
    {
        const string Rules = """
            r := 1
            f(x) := x
            fake(_) := "fake"
            p := [r, data.base.x, f(1), count([1])] if true
            """;
        var policy = Check.Policy(Rules, RegoValue.ParseJson("""{"base":{"x":5,"y":6}}"""));
        Assert.Equal("[2, 5, 1, 1]", Value("data.t.p with data.t.r as 2"));
        Assert.Equal("[1, 7, 1, 1]", Value("data.t.p with data.base.x as 7"));
        Assert.Equal("[1, 5, \"fake\", 1]", Value("data.t.p with data.t.f as data.t.fake"));
        Assert.Equal("[1, 5, 1, 3]", Value("data.t.p with count as 3"));
        Assert.Equal("{\"x\": 5, \"y\": 0}", Value("data.base with data.base.y as 0"));

        string Value(string query) => policy.Prepare($"x = {query}").EvaluateBindings(null)[0].Bindings["x"].ToString();
    }

    [Fact]
    public void Packages_and_base_data_are_one_document()
    {
        var policy = RegoPolicy.Load(
            [new RegoSource("t.rego", "package a.b\nc := 1\nf(x) := x")], RegoValue.ParseJson("""{"a":{"x":2,"b":{"d":3}}}"""));
        Assert.Equal("{\"b\": {\"c\": 1, \"d\": 3}, \"x\": 2}", policy.Prepare("data.a").Evaluate(null)!.ToString());
        var keys = policy.Prepare("data.a[k][j]").EvaluateBindings(null)
            .Select(solution => $"{solution.Bindings["k"]}.{solution.Bindings["j"]}");
        Assert.Equal(["\"b\".\"c\"", "\"b\".\"d\""], keys);
    }

    [Fact]
    public void Partial_rules_gather_from_all_definitions()
    {
        Assert.Equal("{1, 2, 3}", Check.Rule("p contains x if some x in [1, 2]\np contains 3"));
        Assert.Equal(
            "{\"a\": {\"n\": 1}, \"b\": {\"n\": 2}, \"c\": 3}",
            Check.Rule("p[k].n := v if some k, v in {\"a\": 1, \"b\": 2}\np.c := 3"));
    }

    [Fact]
    public void Builtin_errors_fail_in_strict_mode_and_are_undefined_otherwise()
    {
        const string Rules = "p if not to_number(\"x\") == 1";
        Assert.Equal("eval_builtin_error", Check.Fails(Rules).Code);
        Assert.Equal("undefined", Check.Rule("p if to_number(\"x\") == 1", strict: false));
        Assert.Equal("eval_type_error", Check.Fails("p if startswith(input.x, \"a\")", input: """{"x": 1}""").Code);
    }

    [Fact]
    public void Numbers_do_not_grow_without_end()
    {
        Assert.Equal("eval_builtin_error", Check.Fails("p := product([x | some i in numbers.range(1, 100); x := 1e5000 + i])").Code);
    }

    [Fact]
    public void Print_writes_a_line_and_changes_nothing()
    {
        var lines = new List<string>();
        var query = Check.Query("p if { print(\"x is\", input.x, input.y); input.x == 1 }");
        Assert.True(query.Evaluate(RegoValue.ParseJson("""{"x": 1}"""), new RegoEvaluationOptions { Print = lines.Add })!.IsTrue);
        Assert.Equal(["x is 1 <undefined>"], lines);
    }

    [Fact]
    public void The_clock_is_the_callers_and_is_read_once()
    {
        var clock = new FixedClock();
        var query = Check.Query("p := [time.now_ns(), time.now_ns() - time.now_ns()]");
        Assert.Equal("[1000000000, 0]", query.Evaluate(null, new RegoEvaluationOptions { TimeProvider = clock })!.ToString());
        Assert.Equal(1, clock.Reads);
    }

    [Fact]
    public async Task One_query_serves_many_threads()
    {
        var query = Check.Query("p := {x | some x in input.xs; x > 1; q[x]}\nq contains y if some y in input.xs");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Enumerable.Range(0, 200)
            .Select(_ => query.Evaluate(RegoValue.ParseJson($$"""{"xs": [1, {{n + 2}}]}"""))!.ToString()).Distinct().Single())));
        Assert.Equal(Enumerable.Range(0, 8).Select(n => $"{{{n + 2}}}"), answers);
    }

    [Fact]
    public void The_same_rules_answer_over_other_data()
    {
        var policy = Check.Policy("p if input.x in data.allowed", RegoValue.ParseJson("""{"allowed":["a"]}"""));
        var input = RegoValue.ParseJson("""{"x": "b"}""");
        Assert.Null(policy.Prepare("data.t.p").Evaluate(input));
        Assert.True(policy.WithData(RegoValue.ParseJson("""{"allowed":["b"]}""")).Prepare("data.t.p").Evaluate(input)!.IsTrue);
    }

    private sealed class FixedClock : TimeProvider
    {
        internal int Reads { get; private set; }

        public override DateTimeOffset GetUtcNow()
        {
            Reads++;
            return DateTimeOffset.UnixEpoch.AddSeconds(1);
        }
    }
}
