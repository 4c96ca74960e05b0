using System.Text.Json.Nodes;
using Ecommerce.Contracts.Schemas;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Rest;
using Ecommerce.ServiceDefaults.Capabilities;

namespace Ecommerce.Gateway.OpenApi;

/// <summary>What an operation takes in its path, its query and its headers.</summary>
internal static class OpenApiParameters
{
    // A segment of a path is not empty, is no relative one, and holds neither a slash nor what HTTP servers refuse.
    private const string Segment = "^[A-Za-z0-9][A-Za-z0-9._~-]*$";

    public static JsonArray Of(RestRoute route, MessageSchemas schemas)
    {
        var capability = route.Capability;
        var parameters = new JsonArray();
        foreach (var field in capability.Request.Fields.InDeclarationOrder())
        {
            var rules = field.GetOptions()?.GetExtension(OptionsExtensions.Rules) ?? new FieldRules();
            if (route.HasInPath(field.Name))
            {
                var schema = schemas.Field(field);
                if (!rules.Uuid && !rules.Name)
                {
                    schema["pattern"] = Segment;
                }

                parameters.Add(Parameter(field.Name, "path", isRequired: true, schema, MessageExamples.Of(capability.Request, field)));
            }
            else if (route.Verb == "GET")
            {
                var isRequired = rules.Required && !(route.IsOfUser && field.Name == RestRoute.UserField);
                parameters.Add(Parameter(
                    field.Name, "query", isRequired, schemas.Field(field), MessageExamples.Of(capability.Request, field)));
            }
        }

        if (capability.TakesKey)
        {
            parameters.Add(Parameter(
                IdempotencyKeys.Header, "header", isRequired: false,
                new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255, ["pattern"] = "^[!-~]+$" }, "k-1"));
        }

        if (capability.LastEventField is { } last)
        {
            parameters.Add(Parameter("Last-Event-ID", "header", isRequired: false, schemas.Field(last), 3));
        }

        return parameters;
    }

    private static JsonObject Parameter(string name, string place, bool isRequired, JsonObject schema, JsonNode? example) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["schema"] = schema,
        ["example"] = example,
    };
}
