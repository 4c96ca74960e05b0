using System.Text.Json;
using Ecommerce.Development;
using Rego.Tests.Policies;
using Rego.Values;

namespace Rego.Tests.Evaluate;

public sealed class NegationTests
{
    private const string Undefined = "undefined";

    /// <summary>The base document, inputs, and for each rule the value of <c>p</c> in OPA 1.22 for each input.</summary>
    private sealed record Table(JsonElement Data, IReadOnlyList<JsonElement> Inputs, IReadOnlyList<Case> Cases);

    private sealed record Case(string Rule, IReadOnlyList<string> Values);

    [Fact]
    public void A_negation_with_an_undefined_operand_is_undefined()
    {
        const string rules = """
            p := [name | some name in ["path", "age", "user", "function"]; allowed[name]]
            allowed["path"] if not startswith(input.path, "/admin")
            allowed["age"] if not input.age < 18
            allowed["user"] if not input.user in data.blocked
            allowed["function"] if not is_blocked(input.user)
            is_blocked(user) if user == "mallory"
            """;
        Assert.Equal("[]", Check.Rule(rules, "{}", """{"blocked": ["mallory"]}"""));
        Assert.Equal("[]", Check.Rule(rules, """{"path": "/admin/x", "age": 1, "user": "mallory"}""", """{"blocked": ["mallory"]}"""));
        Assert.Equal(
            """["path", "age", "user", "function"]""",
            Check.Rule(rules, """{"path": "/x", "age": 20, "user": "alice"}""", """{"blocked": ["mallory"]}"""));
    }

    [Fact]
    public void What_is_negated_itself_may_be_undefined()
    {
        Assert.Equal("true", Check.Rule("p if { not input.a; not input.b == 1; not input.c.d = input.e }", "{}"));
        Assert.Equal("true", Check.Rule("import future.keywords.not\np if not startswith(input.path, \"/admin\")", "{}"));
    }

    [Fact]
    public void A_negation_gives_no_variable_a_value()
    {
        Assert.Equal("2:6 rego_unsafe_var_error: var _ is unsafe", Check.Errors("p if not startswith(input.xs[_], \"x\")"));
        Assert.Equal("2:6 rego_unsafe_var_error: var i is unsafe", Check.Errors("p if not input.xs[i] > 1"));
    }

    [Fact]
    public void Negations_have_the_values_that_OPA_gave_them()
    {
        var table = ReadTable();
        Assert.Equal(table.Cases.SelectMany(test => test.Values), table.Cases.SelectMany(test => Ours(table, test.Rule)));
    }

    [Fact]
    [Trait("Form", "long")]
    public void Negations_have_the_values_that_OPA_gives_them()
    {
        var opa = SharedTools.Find("opa");
        Assert.SkipUnless(opa is not null, SharedTools.Missing);
        var table = ReadTable();
        var random = new Negations(23);
        string[] rules = [.. table.Cases.Select(test => test.Rule), .. Enumerable.Range(0, 1000).Select(_ => random.Rule()).Distinct()];
        var theirs = Theirs(opa!, table, rules);
        Assert.Equal(table.Cases.SelectMany(test => test.Values), theirs.Take(table.Cases.Count).SelectMany(values => values));
        var differing = new List<string>();
        foreach (var (rule, expected, actual) in rules.Zip(theirs, rules.Select(rule => Ours(table, rule))))
        {
            if (!expected.SequenceEqual(actual))
            {
                differing.Add($"{rule}: opa {string.Join(' ', expected)}, here {string.Join(' ', actual)}");
            }
        }

        Assert.Equal("", string.Join('\n', differing));
    }

    private static Table ReadTable()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Evaluate", "negations.json");
        return JsonSerializer.Deserialize<Table>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
    }

    private static IEnumerable<string> Ours(Table table, string rule)
    {
        var module = new RegoSource("c.rego", $"package c\n{Negations.Helpers}{rule}");
        var query = RegoPolicy.Load([module], RegoValue.FromJson(table.Data)).Prepare("data.c.p");
        var options = new RegoEvaluationOptions { StrictBuiltinErrors = false };
        return table.Inputs.Select(input => query.Evaluate(RegoValue.FromJson(input), options) is { } value
            ? RegoValue.ParseJson(value.ToJson()).ToJson() // sets as sorted arrays
            : Undefined);
    }

    /// <summary>Evaluates all rules in one process: each is a package of its own.</summary>
    private static List<IReadOnlyList<string>> Theirs(string opa, Table table, string[] rules)
    {
        var folder = Directory.CreateTempSubdirectory("rego-negations").FullName;
        try
        {
            for (var i = 0; i < rules.Length; i++)
            {
                File.WriteAllText(Path.Combine(folder, $"c{i}.rego"), $"package cases.c{i}\n{Negations.Helpers}{rules[i]}");
            }

            var data = table.Data.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
            data["inputs"] = JsonSerializer.SerializeToElement(table.Inputs);
            var results = Opa.Evaluate(
                opa, [folder], JsonSerializer.Serialize(data), "[r | some q in data.inputs; r := data.cases with input as q]");
            return [.. rules.Select((_, i) => (IReadOnlyList<string>)[.. results.EnumerateArray().Select(result =>
                result.GetProperty($"c{i}").TryGetProperty("p", out var value) ? RegoValue.FromJson(value).ToJson() : Undefined)])];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
