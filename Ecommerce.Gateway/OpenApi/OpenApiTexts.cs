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
                "anyOf": [
                  {"required": ["input"], "description": "Without a capability plain words, where the shop has a model."},
                  {"required": ["approval"], "description": "Approves what an answer to plain words proposed."}
                ],
                "properties": {
                  "input": {"type": "string", "description": "The capability's request as JSON text, or plain words."},
                  "agent_type": {"type": "string", "minLength": 1, "description": "The agent's name."},
                  "capability": {"type": "string", "minLength": 1},
                  "correlation_id": {"type": "string", "description": "Comes back as it was."},
                  "approval": {"type": "string", "minLength": 1, "description": "The id of an approval."},
                  "max_tokens": {"type": "integer", "minimum": 0, "maximum": 1000000},
                  "temperature": {"type": "number", "minimum": 0, "maximum": 2}
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
                  "output": {"type": "string", "description": "The reply, or the problem, as JSON text; the answer to plain words."},
                  "status": {"enum": ["success", "failed", "partial", "input_required"]},
                  "latency_ms": {"type": "integer", "minimum": 0},
                  "correlation_id": {"type": "string"},
                  "tokens_used": {"type": "integer", "minimum": 0},
                  "tool_calls": {
                    "type": "array",
                    "items": {
                      "type": "object",
                      "required": ["tool_name", "arguments", "result", "latency_ms"],
                      "properties": {
                        "tool_name": {"type": "string"},
                        "arguments": {"type": "string"},
                        "result": {"type": "string"},
                        "latency_ms": {"type": "integer", "minimum": 0}
                      }
                    }
                  },
                  "approval": {
                    "type": "object",
                    "description": "What waits for an approval.",
                    "required": ["id", "capability", "arguments", "amount", "currency", "expires_at"],
                    "properties": {
                      "id": {"type": "string"},
                      "capability": {"type": "string"},
                      "arguments": {"type": "string", "description": "The exact request as JSON text."},
                      "amount": {"type": "string"},
                      "currency": {"type": "string"},
                      "expires_at": {"type": "string", "format": "date-time"}
                    }
                  }
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
