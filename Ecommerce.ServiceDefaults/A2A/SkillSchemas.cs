using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using A2A.V1;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Schemas;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Ecommerce.ServiceDefaults.A2A;

/// <summary>
/// The JSON Schemas of what skills take and yield. The protocol's skills have no field for them: they are in an extension of the card.
/// </summary>
internal static class SkillSchemas
{
    /// <summary>The extension.</summary>
    public const string ExtensionUri = "urn:ecommerce:a2a:skill-schemas:1";

    // A number of JSON that every reader has as it was written (RFC 8259, 6).
    private const long LargestNumber = 1L << 53;

    private static readonly ConcurrentDictionary<Capability, Struct> Schemas = new();

    /// <summary>The extension with the schemas of skills.</summary>
    public static AgentExtension Of(IEnumerable<Capability> skills)
    {
        var all = new Struct();
        foreach (var skill in skills)
        {
            all.Fields[skill.Name] = Value.ForStruct(Schemas.GetOrAdd(skill, Create));
        }

        return new()
        {
            Uri = ExtensionUri,
            Description = "The JSON Schemas of each skill's request, and of its reply or each message of its stream.",
            Params = new() { Fields = { ["skills"] = Value.ForStruct(all) } },
        };
    }

    private static Struct Create(Capability skill)
    {
        var schemas = new JsonObject
        {
            ["request"] = CapabilitySchemas.Request(skill),
            ["reply"] = CapabilitySchemas.Message(skill),
        };
        Trim(schemas);
        return JsonParser.Default.Parse<Struct>(schemas.ToJsonString());
    }

    // Some libraries leave out what is empty before they verify a signature, and write large numbers each in its own way.
    private static void Trim(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, member) in members.ToList())
            {
                Trim(member);
                if (member is JsonObject { Count: 0 } or JsonArray { Count: 0 } || IsTooLarge(member))
                {
                    members.Remove(name);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Trim(item);
            }
        }
    }

    private static bool IsTooLarge(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var number) && number is > LargestNumber or < -LargestNumber;
}
