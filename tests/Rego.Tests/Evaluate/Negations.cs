namespace Rego.Tests.Evaluate;

/// <summary>Random rules with a negation: all forms of operands in all kinds of bodies.</summary>
internal sealed class Negations(int seed)
{
    /// <summary>The rules and functions that each rule may use; <c>r</c> is undefined without <c>input.a</c>.</summary>
    internal const string Helpers =
        "f(x) if x == 1\ng(x) := x\nh(x, y) if x == y\nr := input.a\ns contains x if some x in input.xs\n";

    private readonly Random _random = new(seed);

    /// <summary>A rule that defines <c>p</c>, with the function that it may need.</summary>
    internal string Rule() => _random.Next(9) switch
    {
        0 => $"p if {{ x := input.o; not {Statement("x")} }}",
        1 => $"p contains y if {{ some y in input.xs; not {Statement("y")} }}",
        2 => $"p if {{ every y in input.xs {{ y != null; not {Statement("y")} }} }}",
        3 => $"p := [y | some y in input.xs; not {Statement("y")}]",
        4 => $"p := {{y: 1 | some y in input.xs; not {Statement("y")}}}",
        5 => $"p if k(input.o)\nk(x) if not {Statement("x")}",
        6 => $"p if not {Statement("input.o")} with input.{Pick("a", "k", "i")} as {Value()}",
        7 => $"p if not count([y | some y in input.xs; not {Statement("y")}]) == {_random.Next(3)}",
        _ => $"p if not {Statement("input.o")}",
    };

    // Constants are only where their types cannot conflict: OPA would reject the rule.
    private string Statement(string local) => _random.Next(15) switch
    {
        0 => Reference(local),
        1 => $"{Term(local)} {Pick("==", "!=", "<", ">=")} {Value()}",
        2 => $"{Value()} {Pick("==", "!=", ">", "<=")} {Term(local)}",
        3 => $"{Term(local)} {Pick("==", "=", "!=")} {Reference(local)}",
        4 => $"[{Term(local)}, 1] {Pick("==", "=", "!=")} [{Value()}, {Reference(local)}]",
        5 => $"{{\"k\": {Term(local)}}} {Pick("==", "=")} {{\"k\": {Value()}}}",
        6 => $"{{{Reference(local)}}} {Pick("==", "!=")} {{{Value()}}}",
        7 => $"f({Term(local)})",
        8 => $"h({Term(local)}, {Reference(local)})",
        9 => $"{Pick("startswith", "contains")}({Reference(local)}, \"{Pick("x", "/admin")}\")",
        10 => $"{Term(local)} in {Pick("input.xs", "s", "[input.a, 1]", "{input.b}", $"{{{Value()}}}", "input.o")}",
        11 => $"{Reference(local)}, {Term(local)} in input.xs",
        12 => $"s[{Term(local)}]",
        13 => $"{Pick("is_string", "is_number")}({Term(local)})",
        _ => $"{Reference(local)} = {Term(local)}",
    };

    private string Term(string local) => _random.Next(8) switch
    {
        0 => $"g({Reference(local)})",
        1 => $"object.get(input, {Reference(local)}, {Reference(local)})",
        2 => $"g([{Reference(local)}])[0]",
        3 => $"[z | z := {Reference(local)}][0]",
        _ => Reference(local),
    };

    private string Reference(string local) => _random.Next(12) switch
    {
        0 => "input.a",
        1 => "input.b",
        2 => "input.o.k",
        3 => "input.o[input.k]",
        4 => "input.xs[input.i]",
        5 => "r",
        6 => "input.xs",
        7 => "data.d[input.k]",
        8 => $"{local}.a",
        9 => $"{local}[input.k]",
        10 => $"{local}[r]",
        _ => local,
    };

    private string Value() => Pick("1", "2", "\"x\"", "\"a\"", "false");

    private string Pick(params ReadOnlySpan<string> texts) => texts[_random.Next(texts.Length)];
}
