using Rego.Values;

namespace Rego.Tests.Builtins;

public sealed class BuiltinTests
{
    [Theory]
    [InlineData("concat(\"/\", [input.a, \"b\", input.a])", "\"x/b/x\"")]
    [InlineData("concat(input.a, [input.a])", "\"x\"")]
    [InlineData("concat(\"/\", [input.a, input.missing])", "undefined")]
    [InlineData("concat(\"\", [input.a, input.a, input.a, input.a, input.a, input.a, input.a, input.a])", "\"xxxxxxxx\"")]
    [InlineData("count(concat(input.long, [input.long, input.long]))", "600")]
    [InlineData("substring(input.emoji, 1, 1)", "\"😀\"")]
    [InlineData("substring(input.emoji, 2, -1)", "\"b\"")]
    [InlineData("substring(input.emoji, 5, 2)", "\"\"")]
    public void Texts_are_joined_and_cut(string expression, string value)
    {
        var input = RegoValue.Object(
            ("a", RegoValue.From("x")), ("long", RegoValue.From(new string('l', 200))), ("emoji", RegoValue.From("a😀b")));
        Assert.Equal(value, Check.Rule($"p := {expression}", input.ToJson()));
    }

    [Fact]
    public void What_is_joined_must_be_text_and_a_replacement_gets_the_array()
    {
        const string Rules = "p := concat(\"\", [\"a\", input.x])";
        Assert.Equal(
            ("eval_type_error", "concat: operand 2 must be array of strings but got array containing number"),
            (Check.Fails(Rules, input: """{"x": 1}""").Code, Check.Fails(Rules, input: """{"x": 1}""").Reason));
        Assert.Equal(
            "[\"a\", 1]",
            Check.Rule("p := x if x := q with concat as f\n\nq := concat(\"\", [\"a\", input.x])\n\nf(_, parts) := parts", """{"x": 1}"""));
    }

    [Theory]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 3", "0.33333333333333333334")]
    [InlineData("18446744073709551617 * 18446744073709551617", "340282366920938463500268095579187314689")]
    [InlineData("9223372036854775807 + 1", "9223372036854775808")]
    [InlineData("1234567.5 * 1", "1.2345675e+06")]
    [InlineData("0.00001 * 1", "1e-05")]
    [InlineData("2 - 0.1", "1.9")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("ceil(1.1)", "2")]
    [InlineData("floor(-1.1)", "-2")]
    [InlineData("abs(-5.50)", "5.5")]
    [InlineData("numbers.range(3, 1)", "[3, 2, 1]")]
    [InlineData("bits.lsh(1, 70)", "1180591620717411303424")]
    [InlineData("sum([1, 2.5])", "3.5")]
    [InlineData("max({3, \"a\"})", "\"a\"")]
    [InlineData("sort([3, 1, \"a\", null])", "[null, 1, 3, \"a\"]")]
    public void Numbers_compute_as_opa_computes(string expression, string value) => Assert.Equal(value, Check.Value(expression));

    [Theory]
    [InlineData("sprintf(\"%s|%q|%d|%5.2f|%x|%v|%s\", [\"a\", \"b\\n\", 3, 2.5, 255, null, [\"x\"]])",
        "a|\"b\\n\"|3| 2.50|ff|null|[\"x\"]")]
    [InlineData("sprintf(\"%v %v %v\", [1.0, 1e3, 1e20])", "1 1000 1e+20")]
    [InlineData("sprintf(\"%d\", [1.5])", "%!d(float64=1.5)")]
    [InlineData("sprintf(\"%d %g\", [-1.5, -0.00001])", "%!d(float64=-1.5) -1e-05")]
    [InlineData("sprintf(\"%d %d\", [1])", "1 %!d(MISSING)")]
    [InlineData("sprintf(\"%d\", [1, \"a\"])", "1%!(EXTRA string=a)")]
    [InlineData("sprintf(\"%-6d|%06d|%+d|%6.2f\", [5, -42, 7, 3.14159])", "5     |-00042|+7|  3.14")]
    [InlineData("substring(\"aéb\", 1, -1)", "éb")]
    [InlineData("replace(\"ab\", \"\", \"-\")", "-a-b-")]
    [InlineData("trim(\"..a..\", \".\")", "a")]
    [InlineData("trim_prefix(\"aab\", \"a\")", "ab")]
    [InlineData("concat(\",\", {\"b\", \"a\"})", "a,b")]
    [InlineData("format_int(-255, 16)", "-ff")]
    [InlineData("upper(\"éa\")", "ÉA")]
    [InlineData("json.marshal({\"a\": [1.0, \"<\"], \"b\": {2}})", "{\"a\":[1.0,\"\\u003c\"],\"b\":[2]}")]
    [InlineData("base64url.encode_no_pad(\"a?\")", "YT8")]
    [InlineData("urlquery.encode(\"a b&é\")", "a+b%26%C3%A9")]
    [InlineData("crypto.sha256(\"\")", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("regex.replace(\"ab\", \"(?P<x>a)(b)\", \"$2${x}$$\")", "ba$")]
    public void Text_is_made_as_opa_makes_it(string expression, string value)
    {
        Assert.Equal(RegoValue.From(value), RegoPolicy.Load([]).Prepare(expression).Evaluate(null));
    }

    [Theory]
    [InlineData(@"^\d+$", "12", true)]
    [InlineData(@"^\d+$", "１２", false)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("(?m)^a$", "b\na\nc", true)]
    [InlineData("^.$", "\U0001F600", true)]
    [InlineData("^[^a]$", "\U0001F600", true)]
    [InlineData("^[[:alpha:]]+$", "abc", true)]
    [InlineData(@"^\pL+$", "é", true)]
    [InlineData(@"\Qa.b\E", "axb", false)]
    [InlineData(@"^\x{e9}$", "é", true)]
    [InlineData("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", false)]
    [InlineData("(?i)^ABC$", "abc", true)]
    public void Patterns_mean_what_they_mean_in_re2(string pattern, string text, bool matches)
    {
        var query = RegoPolicy.Load([]).Prepare("regex.match(input.pattern, input.text)");
        Assert.Equal(RegoValue.From(matches),
            query.Evaluate(RegoValue.Object(("pattern", RegoValue.From(pattern)), ("text", RegoValue.From(text)))));
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData(@"\1")]
    [InlineData("[z-a]")]
    [InlineData("a{1001}")]
    [InlineData("(")]
    [InlineData(@"\y")]
    public void What_re2_refuses_is_refused(string pattern)
    {
        Assert.Equal(RegoValue.False, RegoPolicy.Load([]).Prepare("regex.is_valid(input)").Evaluate(RegoValue.From(pattern)));
    }

    [Theory]
    [InlineData("*.example.com", "[]", "a.example.com", true)]
    [InlineData("*.example.com", "[]", "a.b.example.com", false)]
    [InlineData("**.example.com", "[]", "a.b.example.com", true)]
    [InlineData("spiffe://*/agent/{user,order}", "[\"/\"]", "spiffe://x/agent/order", true)]
    [InlineData("spiffe://*/agent/*", "[\"/\"]", "spiffe://x/agent/order/y", false)]
    [InlineData("*", "null", "a.b/c", true)]
    [InlineData("[a-c]?", "null", "bx", true)]
    [InlineData("[!a]*", "null", "ab", false)]
    public void Globs_stop_at_delimiters(string pattern, string delimiters, string text, bool matches)
    {
        var query = RegoPolicy.Load([]).Prepare($"glob.match(input.pattern, {delimiters}, input.text)");
        Assert.Equal(RegoValue.From(matches),
            query.Evaluate(RegoValue.Object(("pattern", RegoValue.From(pattern)), ("text", RegoValue.From(text)))));
    }

    [Theory]
    [InlineData("time.parse_rfc3339_ns(\"2026-01-02T03:04:05.123456789+01:00\")", "1767319445123456789")]
    [InlineData("time.parse_duration_ns(\"1h30m0.5s\")", "5400500000000")]
    [InlineData("time.date(0)", "[1970, 1, 1]")]
    [InlineData("time.clock(1767319445123456789)", "[2, 4, 5]")]
    [InlineData("time.weekday(0)", "\"Thursday\"")]
    [InlineData("time.date(time.add_date(1706659200000000000, 0, 1, 0))", "[2024, 3, 2]")]
    public void Time_is_counted_in_nanoseconds(string expression, string value) => Assert.Equal(value, Check.Value(expression));

    [Theory]
    [InlineData("object.get({\"a\": {\"b\": 1}}, [\"a\", \"b\"], 0)", "1")]
    [InlineData("object.get({}, \"a\", 0)", "0")]
    [InlineData("object.union({\"a\": {\"x\": 1}}, {\"a\": {\"y\": 2}})", "{\"a\": {\"x\": 1, \"y\": 2}}")]
    [InlineData("object.remove({\"a\": 1, \"b\": 2}, {\"a\"})", "{\"b\": 2}")]
    [InlineData("object.keys({\"a\": 1})", "{\"a\"}")]
    [InlineData("json.filter({\"a\": {\"b\": 1, \"c\": 2}}, [\"a/b\"])", "{\"a\": {\"b\": 1}}")]
    [InlineData("json.patch({\"a\": [1]}, [{\"op\": \"add\", \"path\": \"/a/-\", \"value\": 2}])", "{\"a\": [1, 2]}")]
    [InlineData("array.slice([1, 2, 3], 1, 9)", "[2, 3]")]
    [InlineData("intersection({{1, 2}, {2, 3}})", "{2}")]
    [InlineData("{1, 2} - {2}", "{1}")]
    [InlineData("[p | walk({\"a\": [1]}, [p, 1])]", "[[\"a\", 0]]")]
    [InlineData("graph.reachable({\"a\": [\"b\"], \"b\": []}, {\"a\"})", "{\"a\", \"b\"}")]
    public void Collections_are_taken_apart_and_put_together(string expression, string value) =>
        Assert.Equal(value, Check.Value(expression));
}
