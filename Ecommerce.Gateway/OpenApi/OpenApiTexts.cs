namespace Ecommerce.Gateway.OpenApi;

/// <summary>The parts of the document that no descriptor tells: tasks and health have a JSON of their own.</summary>
internal static class OpenApiTexts
{
    public const string CookieField =
        """
        {
          "type": "boolean",
          "description": "For browsers, over TLS: the session is kept as the cookie __Host-session, and its tokens are not returned."
        }
        """;

    public const string TaskBody =
        """
        {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": ["input", "agent_type", "capability"],
                "properties": {
                  "input": {"type": "string", "contentMediaType": "application/json", "description": "The capability's request."},
                  "agent_type": {"type": "string", "minLength": 1, "description": "The agent's name."},
                  "capability": {"type": "string", "minLength": 1},
                  "correlation_id": {"type": "string", "description": "Comes back as it was."}
                },
                "additionalProperties": false
              },
              "example": {
                "agent_type": "inventory",
                "capability": "get_product",
                "input": "{\"sku\": \"WIDGET-001\"}",
                "correlation_id": "c-1"
              }
            }
          }
        }
        """;

    public const string TaskReply =
        """
        {
          "description": "The capability's reply, or a refusal by the shop's rules.",
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": ["task_id", "output", "status", "latency_ms"],
                "properties": {
                  "task_id": {"type": "string", "format": "uuid"},
                  "output": {"type": "string", "description": "The reply, or the problem, as JSON text."},
                  "status": {"enum": ["success", "failed"]},
                  "latency_ms": {"type": "integer", "minimum": 0},
                  "correlation_id": {"type": "string"}
                }
              },
              "example": {
                "task_id": "01a1ff1c-d411-7ebf-b1ca-5e38baedfe46",
                "output": "{\"sku\":\"WIDGET-001\",\"name\":\"Widget\",\"price\":\"19.99\",\"currency\":\"USD\",\"available\":1000}",
                "status": "success",
                "latency_ms": 14,
                "correlation_id": "c-1"
              }
            }
          }
        }
        """;

    public const string HealthReply =
        """
        {
          "description": "Each agent by its name.",
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": {
                  "type": "object",
                  "required": ["healthy"],
                  "properties": {
                    "healthy": {"type": "boolean"},
                    "version": {"type": "string"},
                    "checks": {"type": "object", "additionalProperties": {"type": "string"}}
                  }
                }
              },
              "example": {
                "gateway": {"healthy": true},
                "user": {"healthy": true},
                "order": {"healthy": true},
                "payment": {"healthy": true},
                "inventory": {"healthy": true}
              }
            }
          }
        }
        """;
}
