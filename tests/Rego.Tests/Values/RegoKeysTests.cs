using Rego.Values;

namespace Rego.Tests.Values;

public class RegoKeysTests
{
    private static readonly string[] Names = ["b", "a", "c", "d", "e", "f", "g", "h", "i", "j", "k"];

    [Fact]
    public void Objects_of_the_same_keys_are_as_objects_made_one_by_one()
    {
        var keys = new RegoKeys(Names);
        foreach (var first in new[] { 1L, 2L })
        {
            RegoValue[] values = [.. Names.Select((_, index) => RegoValue.From(first + index))];

            var made = RegoValue.Object(keys, [.. values]);
            var expected = RegoValue.Object([.. Names.Zip(values)]);

            Assert.Equal(expected, made);
            Assert.Equal(expected.GetHashCode(), made.GetHashCode());
            Assert.Equal(expected.ToJson(), made.ToJson());
            Assert.Equal(values[1], made.Member("a"));
            Assert.Null(made.Member("z"));
        }
    }

    [Fact]
    public void Values_beyond_the_last_key_are_not_looked_at()
    {
        var one = RegoValue.Object(new RegoKeys(["a"]), [RegoValue.True, RegoValue.False]);

        Assert.Equal(RegoValue.Object(("a", RegoValue.True)), one);
        Assert.Equal("""{"a":true}""", one.ToJson());
    }

    [Fact]
    public void A_key_without_a_value_and_a_key_given_twice_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RegoValue.Object(new RegoKeys(["a", "b"]), [RegoValue.True]));
        Assert.Throws<ArgumentException>(() => new RegoKeys(["a", "a"]));
    }
}
