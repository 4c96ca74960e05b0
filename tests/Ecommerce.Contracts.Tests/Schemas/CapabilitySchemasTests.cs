using System.Text.Json.Nodes;
using Ecommerce.Contracts.Schemas;

namespace Ecommerce.Contracts.Tests.Schemas;

public sealed class CapabilitySchemasTests
{
    public static TheoryData<string, string> Capabilities => [.. CapabilityCatalogue.All.Select(c => (c.Agent, c.Name))];

    [Theory]
    [MemberData(nameof(Capabilities))]
    public void Each_schema_is_that_of_an_object_and_refers_to_nothing_outside_itself(string agent, string name)
    {
        var capability = CapabilityCatalogue.Find(agent, name)!;
        foreach (var schema in new[] { CapabilitySchemas.Request(capability), CapabilitySchemas.Reply(capability) })
        {
            Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
            Assert.Equal("object", (string?)schema["type"]);
            Assert.All(References(schema), reference =>
            {
                Assert.StartsWith("#/$defs/", reference, StringComparison.Ordinal);
                Assert.Equal("object", (string?)schema["$defs"]![reference["#/$defs/".Length..]]!["type"]);
            });
        }
    }

    [Fact]
    public void A_request_takes_its_fields_by_their_rules_and_no_others()
    {
        var schema = CapabilitySchemas.Request(CapabilityCatalogue.Find(AgentNames.Order, "create_order")!);
        Assert.False((bool)schema["additionalProperties"]!);
        Assert.Contains("user_id", schema["required"]!.AsArray().Select(field => (string?)field));
        Assert.Equal("uuid", (string?)schema["properties"]!["user_id"]!["format"]);
        var item = schema["$defs"]![((string)schema["properties"]!["items"]!["items"]!["$ref"]!).Split('/')[^1]]!;
        Assert.False((bool)item["additionalProperties"]!);
        Assert.Equal(1, (long)item["properties"]!["quantity"]!["minimum"]!);
    }

    [Fact]
    public void A_reply_may_get_more_fields_later_and_a_stream_is_its_events()
    {
        var order = CapabilitySchemas.Reply(CapabilityCatalogue.Find(AgentNames.Order, "get_order")!);
        Assert.Null(order["additionalProperties"]);
        var stream = CapabilitySchemas.Reply(CapabilityCatalogue.Find(AgentNames.Order, "watch_order")!);
        Assert.Equal("#/$defs/OrderEvent", (string?)stream["properties"]![CapabilitySchemas.EventsField]!["items"]!["$ref"]);
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => pair is { Key: "$ref", Value: { } target } ? [(string)target!] : References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
