using System.Text.Json.Nodes;
using Ecommerce.Contracts.Schemas;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.BrowserSessions;
using Ecommerce.Gateway.Rest;
using Google.Protobuf.Reflection;

namespace Ecommerce.Gateway.OpenApi;

/// <summary>What an operation takes in its body.</summary>
internal static class OpenApiBodies
{
    private const string Json = "application/json";

    /// <summary>A route's body; null where it takes none.</summary>
    public static JsonObject? Of(RestRoute route, MessageSchemas schemas)
    {
        if (route.IsRaw)
        {
            return Body(isRequired: true, new JsonObject { ["description"] = "What the provider sends and signs." }, new JsonObject());
        }

        var request = route.Capability.Request;
        bool IsInBody(string field) => !route.HasInPath(field) && !OtherForm(route, field);
        if (route.Verb == "GET" || !request.Fields.InDeclarationOrder().Any(field => IsInBody(field.Name)))
        {
            return null;
        }

        var schema = schemas.Request(request, IsInBody);
        if (request == AuthenticateRequest.Descriptor)
        {
            schema["properties"]![BrowserSessionCalls.CookieField] = JsonNode.Parse(OpenApiTexts.CookieField);
        }

        return Body(
            request.Fields.InDeclarationOrder().Any(field => IsInBody(field.Name) && IsRequired(field)), schema,
            MessageExamples.Of(request, IsInBody));
    }

    // A session is ended by one of its tokens, or by its ID: the two forms of a request are two routes.
    private static bool OtherForm(RestRoute route, string field) =>
        route.Capability.Request == RevokeSessionRequest.Descriptor && field == "refresh_token" == route.HasInPath("session_id");

    private static bool IsRequired(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(OptionsExtensions.Rules) is { Required: true };

    private static JsonObject Body(bool isRequired, JsonObject schema, JsonNode example) => new()
    {
        ["required"] = isRequired,
        ["content"] = new JsonObject { [Json] = new JsonObject { ["schema"] = schema, ["example"] = example } },
    };
}
