using Ecommerce.Contracts.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.Contracts.Tests;

/// <summary>A <c>Struct</c> against the JSON that it stands for: the same messages, the same refusals.</summary>
public class StructPropertyTests
{
    public static TheoryData<string> Methods => [.. CapabilityCatalogue.All.Select(c => c.FullMethodName)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_message_becomes_the_struct_that_its_json_reads_as(string method)
    {
        var capability = CapabilityCatalogue.FindByMethod(method)!;
        for (var seed = 0; seed < 100; seed++)
        {
            foreach (var type in new[] { capability.Request, capability.Response })
            {
                var message = new RandomMessage(seed).Of(type);
                Assert.Equal(
                    Outcome(() => ContractJson.Parse<Struct>(ContractJson.FormatUtf8(message)), withText: false),
                    Outcome(() => ContractJson.ToStruct(message), withText: false));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_struct_is_read_or_refused_as_its_json_is(string method)
    {
        var type = CapabilityCatalogue.FindByMethod(method)!.Request;
        var read = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var document = Document(type, seed);
            var expected = Outcome(() => ContractJson.Parse(type, BoundedJson.Check(ContractJson.FormatUtf8(document))));
            Assert.Equal(expected, Outcome(() => ContractJson.Parse(type, BoundedStruct.Check(document))));
            read += expected is IMessage ? 1 : 0;
        }

        Assert.InRange(read, 1, 499);
    }

    [Theory]
    [InlineData(10_001, "", "has more than 10000 values")]
    [InlineData(1, "\0", "is larger than 1 MiB")]
    public void A_struct_keeps_within_the_bounds_of_its_json(int values, string text, string problem)
    {
        var value = Value.ForString(string.Concat(Enumerable.Repeat(text, 200_000)));
        var list = new ListValue { Values = { Enumerable.Repeat(value, values - 1) } };
        var document = new Struct { Fields = { ["a"] = new Value { ListValue = list }, ["b"] = value } };

        var refusal = Assert.Throws<ContractJsonException>(() => BoundedStruct.Check(document));

        Assert.Equal(("", problem), (refusal.Field, refusal.Message));
        Assert.Equal(problem, Assert.Throws<ContractJsonException>(() => BoundedJson.Check(ContractJson.FormatUtf8(document))).Message);
    }

    // A request's struct, in three of four cases spoiled at a few places.
    private static Struct Document(MessageDescriptor type, int seed)
    {
        var random = new Random(seed);
        var message = new RandomMessage(seed);
        var document = new Struct();
        foreach (var field in type.Fields.InDeclarationOrder().Where(_ => random.Next(5) > 0))
        {
            document.Fields[field.Name] = random.Next(4) == 0 ? message.Any(3) : message.Like(field);
        }

        if (random.Next(8) == 0)
        {
            document.Fields["not_a_field"] = message.Any(2);
        }

        return document;
    }

    private static object Outcome(Func<IMessage> read, bool withText = true)
    {
        try
        {
            return read();
        }
        catch (ContractJsonException exception)
        {
            return withText ? (exception.Field, exception.Message) : nameof(ContractJsonException);
        }
    }
}
