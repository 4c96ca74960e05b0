namespace Rego.Tests.Compile;

/// <summary>Policies that nest very deeply or are very long either load or are rejected, and never end the process.</summary>
public sealed class DepthTests
{
    private const int Deep = 20_000;

    [Theory]
    [InlineData("p := [", "1, [", "1", "]", "]")]
    [InlineData("p := [1 | ", "x := [1 | ", "true", "]", "]")]
    [InlineData("p if { ", "every x in [1] { x; ", "true", "}", "}")]
    [InlineData("p := ", "(1 + ", "1", ")", "")]
    [InlineData("p := ", "abs(", "1", ")", "")]
    [InlineData("p := input", "[input", ".x", "]", "")]
    [InlineData("p := ", "{1} | {", "1", "}", "")]
    [InlineData("p if ", "not count([1 | ", "true", "]) == 0", "")]
    [InlineData("p := ", "$\"{", "1", "}\"", "")]
    public void A_policy_that_nests_deeper_than_the_stack_is_refused(string start, string open, string middle, string close, string end)
    {
        var text = start + Repeat(open, Deep) + middle + Repeat(close, Deep) + end;
        Assert.Throws<RegoLoadException>(() => Check.Policy(text));
    }

    [Theory]
    [InlineData("p := 1", " + 1")]
    [InlineData("p := {1}", " | {1}")]
    [InlineData("p if 1 in [1]", " in [1]")]
    [InlineData("p.a", ".a")]
    [InlineData("package t.a", ".a")]
    public void A_chain_that_is_longer_than_the_stack_is_deep_is_refused(string start, string link)
    {
        Assert.Throws<RegoLoadException>(() => Check.Policy(start + Repeat(link, 200_000)));
    }

    [Fact]
    public void What_is_long_but_not_deep_loads()
    {
        Assert.Equal("501", Check.Rule("p := 1" + Repeat(" + 1", 500)));
        Assert.Equal("true", Check.Rule("p if {\n" + Repeat("1 == 1\n", 5000) + "}"));
        var chain = string.Concat(Enumerable.Range(0, 5000).Reverse().Select(i => $"x{i + 1} = x{i}\n"));
        Assert.Equal("true", Check.Rule($"p if {{\nx5000 == 1\n{chain}x0 = 1\n}}"));
        var branches = string.Concat(Enumerable.Range(1, 3000).Select(i => $"\nelse := {i} if input.x == {i}"));
        Assert.Equal("7", Check.Rule("p := 0 if input.x == 0" + branches, """{"x": 7}"""));
    }

    [Fact]
    [Trait("Form", "long")]
    public void Many_rules_load()
    {
        var rules = string.Concat(Enumerable.Range(0, 5000).Select(i => $"r{i} if r{i + 1}\n"));
        Assert.Equal("1", Check.Rule($"p := 1\n{rules}r5000 if input.x"));
    }

    [Fact]
    public void Each_rule_of_a_cycle_is_named_up_to_the_limit_of_errors()
    {
        var rules = string.Concat(Enumerable.Range(0, 5000).Select(i => $"r{i} if r{(i + 1) % 5000}\n"));
        Assert.Equal(10, Assert.Throws<RegoLoadException>(() => Check.Policy(rules)).Errors.Count);
    }

    // Read again at each level, each of these would take 2^200 attempts.
    [Theory]
    [InlineData("p := ", "[1 | ", "1 1", " ]")]
    [InlineData("p := ", "{1 | ", "1 1", " }")]
    [InlineData("p := ", "{1: 1 | ", "1 1", " }")]
    [InlineData("import rego.v2\np if ", "not { ", "1 1", " }")]
    [InlineData("import rego.v2\np if ", "{ [1 | ", "1 1", "] }")]
    [InlineData("import rego.v2\np if ", "([1 | ", "1 1", "])")]
    public void A_fault_inside_of_many_levels_is_found_once(string start, string open, string middle, string close)
    {
        Assert.Throws<RegoLoadException>(() => Check.Policy(start + Repeat(open, 200) + middle + Repeat(close, 200)));
    }

    [Theory]
    [InlineData("p := count(", "[1 | ", "1", ", {2}]", ")")]
    [InlineData("import rego.v2\np := 1 if ", "(", "1", ")", "")]
    [InlineData("import rego.v2\np := 1 if ", "count([1 | (", "1", ")]) == 1", "")]
    public void What_can_be_read_in_two_ways_is_read_once_in_each(string start, string open, string middle, string close, string end)
    {
        var text = start + Repeat(open, 100) + middle + Repeat(close, 100) + end;
        var failure = Record.Exception(() => Check.Policy(text));
        Assert.True(failure is null or RegoLoadException, failure?.ToString());
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

}
