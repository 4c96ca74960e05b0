using System.Text.Json.Nodes;

namespace Ecommerce.Contracts.Schemas;

/// <summary>A capability's request and reply as JSON Schemas (draft 2020-12) that stand alone, each with its own definitions.</summary>
public static class CapabilitySchemas
{
    /// <summary>The list in which a stream's messages stand where one document has to hold them.</summary>
    public const string EventsField = "events";

    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";
    private const string DefinitionsField = "$defs";

    /// <summary>The request.</summary>
    public static JsonObject Request(Capability capability)
    {
        var schemas = new MessageSchemas($"#/{DefinitionsField}/");
        return Alone(schemas.Request(capability.Request, _ => true), schemas);
    }

    /// <summary>The reply; that of a stream is an object with the list <see cref="EventsField"/>.</summary>
    public static JsonObject Reply(Capability capability)
    {
        var schemas = new MessageSchemas($"#/{DefinitionsField}/");
        return Alone(capability.ServerStreaming ? Events(capability, schemas) : schemas.Reply(capability.Response), schemas);
    }

    /// <summary>The reply, or each message of a stream.</summary>
    public static JsonObject Message(Capability capability)
    {
        var schemas = new MessageSchemas($"#/{DefinitionsField}/");
        return Alone(schemas.Reply(capability.Response), schemas);
    }

    private static JsonObject Events(Capability capability, MessageSchemas schemas) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray(EventsField),
        ["properties"] = new JsonObject
        {
            [EventsField] = new JsonObject { ["type"] = "array", ["items"] = schemas.Reference(capability.Response, isRequest: false) },
        },
    };

    private static JsonObject Alone(JsonObject schema, MessageSchemas schemas)
    {
        schema.Insert(0, "$schema", Dialect);
        if (schemas.Definitions.Count > 0)
        {
            schema[DefinitionsField] = schemas.Definitions.DeepClone();
        }

        return schema;
    }
}
