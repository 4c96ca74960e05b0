using Rego.Values;

namespace Rego.Tests.Values;

public sealed class RegoValueTests
{
    [Fact]
    public void Kinds_sort_as_opa_sorts_them()
    {
        RegoValue[] sorted =
        [
            RegoValue.Null, RegoValue.False, RegoValue.True, RegoValue.From(-1), RegoValue.From(2), RegoValue.From(""), RegoValue.From("a"),
            RegoValue.From([]), RegoValue.From([RegoValue.From(1)]), RegoValue.Object(), RegoValue.Object(("a", RegoValue.Null)),
            RegoPolicy.Load([]).Prepare("{1}").Evaluate(null)!,
        ];
        for (var i = 0; i < sorted.Length; i++)
        {
            for (var j = 0; j < sorted.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), Math.Sign(RegoValue.Compare(sorted[i], sorted[j])));
            }
        }
    }

    [Fact]
    public void Strings_sort_by_code_point_not_by_utf16_unit()
    {
        // U+FFFD comes before U+1F600, whose first UTF-16 unit is smaller.
        Assert.True(RegoValue.Compare(RegoValue.From("\uFFFD"), RegoValue.From("\U0001F600")) < 0);
    }

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("0.1", "0.10", true)]
    [InlineData("-0", "0", true)]
    [InlineData("9223372036854775808", "9223372036854775807", false)]
    [InlineData("0.1", "0.1000000000000000000000000000000000001", false)]
    public void Numbers_are_equal_if_their_exact_values_are(string left, string right, bool equal)
    {
        RegoValue a = RegoValue.ParseJson(left), b = RegoValue.ParseJson(right);
        Assert.Equal(equal, a.Equals(b));
        Assert.Equal(equal, RegoValue.Compare(a, b) == 0);
        if (equal)
        {
            Assert.Equal(a.GetHashCode(), b.GetHashCode());
        }
    }

    [Theory]
    [InlineData("""{"a":[1,2.50,1e3,"x\"\u00e9",null,true,{}],"b":{"c":[]}}""")]
    [InlineData("123456789012345678901234567890.5")]
    [InlineData("\"\"")]
    public void Json_comes_back_with_its_numbers_as_written(string json)
    {
        Assert.Equal(json.Replace("\\u00e9", "é", StringComparison.Ordinal), RegoValue.ParseJson(json).ToJson());
    }

    [Fact]
    public void Sets_and_keys_of_other_kinds_have_a_json_form()
    {
        var value = RegoPolicy.Load([]).Prepare("""{1: {"b", "a"}, "x": set(), [2]: 3}""").Evaluate(null)!;
        Assert.Equal("""{"1":["a","b"],"x":[],"[2]":3}""", value.ToJson());
    }

    [Fact]
    public void A_number_out_of_range_is_refused()
    {
        Assert.Throws<FormatException>(() => RegoValue.ParseJson("1e99999999"));
    }

    [Fact]
    public void Large_objects_and_sets_find_each_key()
    {
        var members = Enumerable.Range(0, 1000).Select(i => ($"k{i}", RegoValue.From(i))).ToArray();
        var obj = RegoValue.Object(members);
        foreach (var (name, value) in members)
        {
            Assert.Equal(value, obj.Member(name));
        }

        Assert.Null(obj.Member("k1000"));
        Assert.Equal(obj, RegoValue.Object([.. members.Reverse()]));
        Assert.Equal(obj.GetHashCode(), RegoValue.Object([.. members.Reverse()]).GetHashCode());
    }
}
