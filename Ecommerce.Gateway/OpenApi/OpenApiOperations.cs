using System.Text.Json.Nodes;
using Ecommerce.Contracts.Schemas;
using Ecommerce.Contracts.V1;
using Ecommerce.Gateway.Rest;
using Google.Protobuf.Reflection;

namespace Ecommerce.Gateway.OpenApi;

/// <summary>What OpenAPI says of each operation.</summary>
internal sealed class OpenApiOperations(OpenApiComponents components)
{
    private const string Json = "application/json";

    /// <summary>A route's operation.</summary>
    public JsonObject Of(RestRoute route)
    {
        var capability = route.Capability;
        var operation = Head(
            route.Name ?? capability.Name, route == RestRoutes.SigningKeys ? "sessions" : route.Path.Split('/')[1], capability.Description,
            SecurityOf(route));
        var parameters = OpenApiParameters.Of(route, components.Schemas);
        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        if (OpenApiBodies.Of(route, components.Schemas) is { } body)
        {
            operation["requestBody"] = body;
        }

        operation["responses"] = new JsonObject([.. Successes(route), .. OpenApiErrors.Of(route, components)]);
        return operation;
    }

    /// <summary><c>POST /api/v1/tasks</c>.</summary>
    public JsonObject Tasks()
    {
        var operation = Head("run_task", "tasks", "Calls a capability by its name, or asks in plain words.", security: []);
        operation["requestBody"] = JsonNode.Parse(OpenApiTexts.TaskBody);
        operation["responses"] =
            new JsonObject([KeyValuePair.Create("200", JsonNode.Parse(OpenApiTexts.TaskReply)), .. OpenApiErrors.OfTasks(components)]);
        return operation;
    }

    /// <summary><c>GET /api/v1/health</c>.</summary>
    public JsonObject Health()
    {
        var operation = Head("health", "health", "Reports the health of every agent.", security: []);
        operation["responses"] =
            new JsonObject([KeyValuePair.Create("200", JsonNode.Parse(OpenApiTexts.HealthReply)), .. OpenApiErrors.OfAny(components)]);
        return operation;
    }

    private static JsonObject Head(string name, string tag, string description, JsonArray security) => new()
    {
        ["operationId"] = name,
        ["tags"] = new JsonArray(tag),
        ["summary"] = description.TrimEnd('.'),
        ["security"] = security,
    };

    // What proves the caller, one of these; an empty one is nothing. Whoever names a user has to be that user, or an operator.
    private static JsonArray SecurityOf(RestRoute route)
    {
        var session = route.Verb == "GET" ? Needs("session") : Needs("session", "csrf");
        if (route.Capability.Audience == Audience.Anyone && !route.HasInPath("user_id"))
        {
            return route.Path == RestRoutes.Sessions && route.Verb == "DELETE" ? [Needs(), session] : [];
        }

        return [Needs("bearer"), session, Needs("svid")];
    }

    private static JsonObject Needs(params string[] schemes) =>
        new(schemes.Select(scheme => KeyValuePair.Create(scheme, (JsonNode?)new JsonArray())));

    private IEnumerable<KeyValuePair<string, JsonNode?>> Successes(RestRoute route)
    {
        var reply = route.Capability.Response;
        if (route.Capability.ServerStreaming)
        {
            yield return new("200", Stream(route));
            yield return new("204", Nothing("There will be no further event."));
        }
        else if (reply.Fields.InDeclarationOrder().Count == 0)
        {
            yield return new("204", Nothing("Done."));
        }
        else if (reply == UserErasure.Descriptor)
        {
            yield return new("202", Reply(route, "These agents have not confirmed yet."));
            yield return new("204", Nothing("All agents have erased the user."));
        }
        else if (route.Created is null)
        {
            yield return new("200", Reply(route, "The answer."));
        }
        else
        {
            yield return new("201", Reply(route, "Created."));
            if (reply == Order.Descriptor)
            {
                yield return new("202", Reply(route, "The order is under way."));
            }
        }
    }

    private JsonObject Reply(RestRoute route, string description)
    {
        var reply = new JsonObject { ["description"] = description };
        if (route.Created is not null)
        {
            reply["headers"] = new JsonObject { ["Location"] = new JsonObject { ["$ref"] = "#/components/headers/Location" } };
        }

        reply["content"] = new JsonObject
        {
            [Json] = new JsonObject
            {
                ["schema"] = Schema(route.Capability.Response),
                ["example"] = MessageExamples.Of(route.Capability.Response, _ => true),
            },
        };
        return reply;
    }

    // Signing in has two forms: tokens, or a cookie that stands for them.
    private JsonObject Schema(MessageDescriptor reply)
    {
        var message = components.Schemas.Reference(reply, isRequest: false);
        return reply == SessionTokens.Descriptor
            ? new() { ["anyOf"] = new JsonArray(message, new JsonObject { ["$ref"] = "#/components/schemas/BrowserSession" }) }
            : message;
    }

    private static JsonObject Nothing(string description) => new() { ["description"] = description };

    // OpenAPI 3.1 has no word for the events of a stream, so that its schema holds anything; each one's data is this message.
    private static JsonObject Stream(RestRoute route) => new()
    {
        ["description"] = "Server-sent events.",
        ["content"] = new JsonObject
        {
            [RestAccept.EventStream] = new JsonObject
            {
                ["schema"] = new JsonObject(),
                ["example"] = "id: 4\nevent: confirmed\ndata: "
                    + MessageExamples.Of(route.Capability.Response, _ => true).ToJsonString() + "\n\n",
            },
        },
    };
}
