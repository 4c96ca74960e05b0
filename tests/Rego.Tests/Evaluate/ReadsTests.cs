using Rego.Values;

namespace Rego.Tests.Evaluate;

/// <summary>What an evaluation says it has read: never less than what its value depends on.</summary>
public sealed class ReadsTests
{
    private const string Input = """{"a": "k", "b": {"k": 1}, "c": [1], "x": 2, "d": 3}""";

    private const string Data = """{"base": {"k": 1}}""";

    private static readonly RegoKeys Members = new(["a", "b"]);

    [Theory]
    [InlineData("p := 1")]
    [InlineData("p := input.a")]
    [InlineData("p := input.b.k")]
    [InlineData("p := input.b[input.a]")]
    [InlineData("p := input.b[_]")]
    [InlineData("p := [k | some k, _ in input.b]")]
    [InlineData("p := object.get(input, \"a\", input.b)")]
    [InlineData("p := object.get(input.b, \"k\", 0)")]
    [InlineData("p if input.b == {\"k\": 1}")]
    [InlineData("default p := 1\n\np if { input.a == \"other\"; input.x }")]
    [InlineData("p := f(input.a)\n\nf(x) := q if x == \"k\"\n\nq := input.b")]
    [InlineData("default p := 1\n\np := data.base[input.a]")]
    [InlineData("p := r if r := q with input.a as 5\n\nq := input.a")]
    [InlineData("p := r if r := q with data.base as input.b\n\nq := data.base.k")]
    [InlineData("p if { not false; print(input) }")]
    [InlineData("p := time.weekday(0)")]
    public void Named_members_that_were_read_are_all_that_the_value_depends_on(string rules)
    {
        Assert.True(AreWithin(rules));

        var query = Check.Query(rules, RegoValue.ParseJson(Data));
        var value = query.Evaluate(RegoValue.ParseJson(Input));
        Assert.Equal(value, query.Evaluate(RegoValue.ParseJson("""{"a": "k", "b": {"k": 1}}""")));
        Assert.Equal(value, query.Evaluate(RegoValue.ParseJson("""{"a": "k", "b": {"k": 1}, "c": 7, "x": false, "d": {}, "q": 1}""")));
    }

    [Theory]
    [InlineData("p := input.x")]
    [InlineData("p := input[\"x\"]")]
    [InlineData("p := input.x.missing", false)]
    [InlineData("p := object.get(input, \"x\", 1)")]
    [InlineData("p := object.get(input, input.a, 1)")]
    [InlineData("p := object.get(input, [\"x\"], 1)")]
    [InlineData("p if not input.x == 5")]
    [InlineData("p := f(5)\n\nf(_) := input.x")]
    [InlineData("p if { input.a == \"k\"; input.x }")]
    [InlineData("p := {x | some x in [1]; input.x}")]
    [InlineData("p if { every y in [1] { input.x > y } }")]
    [InlineData("p := r if r := q with input.a as 5\n\nq := input.x")]
    [InlineData("p := r if r := q with data.base as input.x\n\nq := data.base")]
    [InlineData("p := 1 if { input.a == 1 } else := input.x")]
    [InlineData("default p := 1\n\np if input.missing")]
    [InlineData("default p := 1\n\np if input.missing.deep")]
    public void A_member_of_another_name_is_one_more_dependency(string rules, bool isDefined = true)
    {
        Assert.False(AreWithin(rules, isDefined));
    }

    [Theory]
    [InlineData("p := input")]
    [InlineData("p if input == {}", false)]
    [InlineData("p if input != {}")]
    [InlineData("p := input[input.a]", false)]
    [InlineData("p := input[concat(\"\", [\"a\"])]")]
    [InlineData("p contains input[_]")]
    [InlineData("p contains k if some k, _ in input")]
    [InlineData("p := count(input)")]
    [InlineData("p := object.keys(input)")]
    [InlineData("p := object.union(input, {})")]
    [InlineData("p := object.remove(input, [\"x\"])")]
    [InlineData("p := json.marshal(input)")]
    [InlineData("p := [input]")]
    [InlineData("p if \"k\" in input")]
    [InlineData("p := {y | walk(input, [_, y])}")]
    [InlineData("p := r if r := q with input as object.union(input, {\"a\": 1})\n\nq := input.a")]
    [InlineData("p := f(input)\n\nf(x) := x.a")]
    [InlineData("p := x.a if x := input")]
    [InlineData("p := sprintf(\"%v\", [input])")]
    [InlineData("p := $\"{input}\"")]
    public void The_whole_input_is_more_than_any_members(string rules, bool isDefined = true) => Assert.False(AreWithin(rules, isDefined));

    [Theory]
    [InlineData("p := time.now_ns()")]
    [InlineData("p := rand.intn(\"a\", 5)")]
    [InlineData("p := uuid.rfc4122(\"a\")")]
    [InlineData("p if { x := time.now_ns(); x > 0 }")]
    [InlineData("p := r if r := f(1) with f as g\n\nf(x) := x\n\ng(x) := x")]
    [InlineData("p := r if r := object.get(input, \"a\", 1) with object.get as f\n\nf(x, _, _) := x.d")]
    [InlineData("p := r if r := q with input.a as time.now_ns()\n\nq := input.a")]
    public void Time_chance_and_replaced_functions_are_more_than_the_input(string rules, bool isDefined = true) =>
        Assert.False(AreWithin(rules, isDefined));

    [Fact]
    public void What_is_printed_is_printed_each_time()
    {
        Assert.False(AreWithin("p if print(1)", options: new RegoEvaluationOptions { Print = _ => { } }));
    }

    [Fact]
    public void An_input_that_is_not_an_object_agrees_with_no_other()
    {
        var query = Check.Query("p := 1");
        foreach (var input in new[] { null, RegoValue.True, RegoValue.From([RegoValue.True]) })
        {
            query.Evaluate(input, out var reads);
            Assert.False(reads.AreWithin(Members));
        }

        Assert.False(default(RegoReads).AreWithin(Members));
    }

    [Fact]
    public void A_query_of_several_expressions_says_what_all_of_them_read()
    {
        var policy = Check.Policy("q := input.x");
        Assert.False(AreWithin(policy.Prepare("y := input.a; data.t.q")));
        Assert.True(AreWithin(policy.Prepare("y := input.a; y == input.a")));
    }

    [Fact]
    public void More_members_than_can_be_told_apart_are_taken_for_the_whole_input()
    {
        var names = Enumerable.Range(0, 100).Select(i => $"m{i}").ToList();
        var query = Check.Query("default p := false\n\n" + string.Concat(names.Select(name => $"p if input.{name}\n\n")));
        query.Evaluate(RegoValue.Object((names[0], RegoValue.False), (names[^1], RegoValue.False)), out var reads);
        Assert.False(reads.AreWithin(new RegoKeys(names)));

        query = Check.Query(string.Concat(names.Take(60).Select(name => $"p if input.{name}\n\n")));
        query.Evaluate(RegoValue.Object((names[0], RegoValue.False)), out reads);
        Assert.True(reads.AreWithin(new RegoKeys(names)));
        Assert.False(reads.AreWithin(new RegoKeys(names.Take(59))));
    }

    private static bool AreWithin(string rules, bool isDefined = true, RegoEvaluationOptions? options = null) =>
        AreWithin(Check.Query(rules, RegoValue.ParseJson(Data)), isDefined, options);

    private static bool AreWithin(RegoQuery query, bool isDefined = true, RegoEvaluationOptions? options = null)
    {
        Assert.Equal(isDefined, query.Evaluate(RegoValue.ParseJson(Input), out var reads, options) is not null);
        return reads.AreWithin(Members);
    }
}
