using System.Text.Json.Nodes;
using Ecommerce.Contracts;
using Ecommerce.Contracts.Schemas;
using Microsoft.AspNetCore.WebUtilities;

namespace Ecommerce.Gateway.OpenApi;

/// <summary>What operations refer to: messages, problems, headers, ways to sign in.</summary>
internal sealed class OpenApiComponents
{
    private readonly JsonObject _responses = [];

    /// <summary>The schemas of messages.</summary>
    public MessageSchemas Schemas { get; } = new("#/components/schemas/");

    /// <summary>A reference to the answer of problems with these codes, which share a status.</summary>
    public JsonObject Problem(IReadOnlyList<string> codes)
    {
        var name = string.Join('.', codes);
        _responses[name] ??= Response(codes);
        return new() { ["$ref"] = $"#/components/responses/{name}" };
    }

    /// <summary>All of them.</summary>
    public JsonObject ToJson()
    {
        var schemas = Schemas.Definitions.DeepClone().AsObject();
        schemas["Problem"] = JsonNode.Parse(ProblemSchema);
        schemas["BrowserSession"] = JsonNode.Parse(BrowserSessionSchema);
        return new()
        {
            ["schemas"] = schemas,
            ["responses"] = _responses,
            ["headers"] = JsonNode.Parse(Headers),
            ["securitySchemes"] = JsonNode.Parse(SecuritySchemes),
        };
    }

    private static JsonObject Response(IReadOnlyList<string> codes)
    {
        var status = ErrorCodes.HttpStatus(codes[0]);
        var title = ReasonPhrases.GetReasonPhrase(status);
        var response = new JsonObject { ["description"] = title };
        if (HeaderOf(status) is { } header)
        {
            response["headers"] = new JsonObject { [header] = new JsonObject { ["$ref"] = $"#/components/headers/{header}" } };
        }

        response["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = new JsonObject
                {
                    ["allOf"] = new JsonArray(
                        new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                        new JsonObject
                        {
                            ["properties"] = new JsonObject
                            {
                                ["status"] = new JsonObject { ["const"] = status },
                                ["code"] = new JsonObject { ["enum"] = new JsonArray([.. codes.Select(code => (JsonNode)code)]) },
                            },
                        }),
                },
                ["example"] = new JsonObject
                {
                    ["type"] = "about:blank",
                    ["title"] = title,
                    ["status"] = status,
                    ["detail"] = "One sentence for people.",
                    ["code"] = codes[0],
                    ["trace_id"] = "c528fd292d2605051368dcead4d05b21",
                },
            },
        };
        return response;
    }

    private static string? HeaderOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "WWW-Authenticate",
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => "Retry-After",
        _ => null,
    };

    private const string ProblemSchema =
        """
        {
          "type": "object",
          "required": ["type", "title", "status", "detail", "code", "trace_id"],
          "properties": {
            "type": {"const": "about:blank"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "code": {"type": "string", "pattern": "^[a-z_]+$", "description": "Stable: programs go by it."},
            "trace_id": {"type": "string", "description": "Finds the request in logs, traces and audit."},
            "errors": {
              "type": "array",
              "description": "Each field that is wrong.",
              "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {"field": {"type": "string"}, "detail": {"type": "string"}}
              }
            }
          }
        }
        """;

    private const string BrowserSessionSchema =
        """
        {
          "type": "object",
          "required": ["csrf_token", "session_id", "user"],
          "properties": {
            "csrf_token": {"type": "string", "description": "What X-CSRF-Token has to be."},
            "session_id": {"type": "string"},
            "user": {"$ref": "#/components/schemas/User"}
          }
        }
        """;

    private const string Headers =
        """
        {
          "Location": {"description": "Where the created resource is.", "schema": {"type": "string"}},
          "Retry-After": {"description": "Seconds until the next try makes sense.", "schema": {"type": "integer", "minimum": 1}},
          "WWW-Authenticate": {"description": "How to sign in.", "schema": {"type": "string", "pattern": "^Bearer( .+)?$"}}
        }
        """;

    private const string SecuritySchemes =
        """
        {
          "bearer": {
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "The access token of a session."
          },
          "session": {
            "type": "apiKey", "in": "cookie", "name": "__Host-session",
            "description": "A browser's session, over TLS."
          },
          "csrf": {
            "type": "apiKey", "in": "header", "name": "X-CSRF-Token",
            "description": "Needed beside the cookie wherever something changes. Signing in returns it, and so does each GET."
          },
          "svid": {
            "type": "mutualTLS",
            "description": "A SPIFFE identity, at the port of mutual TLS."
          }
        }
        """;
}
