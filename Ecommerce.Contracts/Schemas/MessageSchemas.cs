using System.Text.Json.Nodes;
using Ecommerce.Contracts.Layout;
using Ecommerce.Contracts.V1;
using Google.Protobuf.Reflection;

namespace Ecommerce.Contracts.Schemas;

/// <summary>
/// JSON Schemas (draft 2020-12) of the contract's messages, as OpenAPI 3.1 and MCP take them. A message within another is a definition of
/// its own that the other refers to.
/// </summary>
/// <param name="root">What a reference to a definition begins with, such as <c>#/components/schemas/</c>.</param>
public sealed class MessageSchemas(string root)
{
    // PostgreSQL's text cannot hold U+0000, and what is required may not be blank.
    private const string AnyText = "^[^\\u0000]*$";
    private const string NotBlank = "^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$";
    private const string VisibleAscii = "^[!-~]*$";
    private const string Amount = "^(0|[1-9][0-9]{0,15})(\\.[0-9]{1,3})?$";

    /// <summary>The definitions that schemas referred to so far, by name.</summary>
    public JsonObject Definitions { get; } = [];

    /// <summary>A request: no fields but its own, each as its rules want it.</summary>
    /// <param name="type">The request's type.</param>
    /// <param name="shows">Which of its fields stand in this object; the others are given elsewhere.</param>
    public JsonObject Request(MessageDescriptor type, Predicate<string> shows) =>
        Object(Array.FindAll(MessageLayout.Of(type).Fields, field => shows(field.Name)), isRequest: true);

    /// <summary>A reply: every field that is not optional is there, and more may come with a later version.</summary>
    public JsonObject Reply(MessageDescriptor type) => Object(MessageLayout.Of(type).Fields, isRequest: false);

    /// <summary>One field of a request, as it stands in a path or a query.</summary>
    public JsonObject Field(FieldDescriptor field) => Single(new FieldLayout(field), isRequest: true);

    /// <summary>A reference to a message's definition, which is added where it is new.</summary>
    public JsonObject Reference(MessageDescriptor type, bool isRequest)
    {
        if (!Definitions.ContainsKey(type.Name))
        {
            Definitions[type.Name] = null; // a message may hold itself
            Definitions[type.Name] = isRequest ? Request(type, _ => true) : Reply(type);
        }

        return new() { ["$ref"] = root + type.Name };
    }

    private JsonObject Object(FieldLayout[] fields, bool isRequest)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var required = fields.Where(field => isRequest ? field.Rules.Required : !field.IsOptional);
        if (required.Any())
        {
            schema["required"] = new JsonArray([.. required.Select(field => (JsonNode)field.Name)]);
        }

        schema["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Of(field, isRequest))));
        if (isRequest)
        {
            schema["additionalProperties"] = false;
        }

        return schema;
    }

    private JsonObject Of(FieldLayout field, bool isRequest)
    {
        if (field.MapValue is { } value)
        {
            return new() { ["type"] = "object", ["additionalProperties"] = Single(value, isRequest) };
        }

        if (!field.IsList)
        {
            return Single(field, isRequest);
        }

        var list = new JsonObject { ["type"] = "array", ["items"] = Single(field, isRequest) };
        if (isRequest)
        {
            Set(list, "minItems", field.Rules.Required ? 1 : 0);
            Set(list, "maxItems", field.Rules.MaxItems);
        }

        return list;
    }

    private JsonObject Single(FieldLayout field, bool isRequest) => field.Type switch
    {
        FieldType.Message => Message(field.Message, isRequest),
        FieldType.Enum => new() { ["type"] = "string", ["enum"] = new JsonArray([.. field.Enum!.Names.Select(name => (JsonNode)name)]) },
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Int32 => Integer(field.Rules, int.MinValue, int.MaxValue, "int32"),
        FieldType.Int64 => Integer(field.Rules, long.MinValue, long.MaxValue, "int64"),
        FieldType.String => isRequest ? Text(field) : new() { ["type"] = "string" },
        FieldType.Bytes => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
        _ => throw new NotSupportedException($"{field.Name}: {field.Type} has no schema"),
    };

    private JsonObject Message(MessageLayout message, bool isRequest) => message.Form switch
    {
        MessageForm.Timestamp => new() { ["type"] = "string", ["format"] = "date-time" },
        MessageForm.Struct => new() { ["type"] = "object" },
        MessageForm.Fields => Reference(message.Type, isRequest),
        _ => throw new NotSupportedException($"{message.Type.FullName} has no schema"),
    };

    private static JsonObject Integer(FieldRules rules, long min, long max, string format) => new()
    {
        ["type"] = "integer",
        ["format"] = format,
        ["minimum"] = rules.HasMin ? rules.Min : min,
        ["maximum"] = rules.HasMax ? rules.Max : max,
    };

    private static JsonObject Text(FieldLayout field)
    {
        var rules = field.Rules;
        if (rules.Money)
        {
            return new()
            {
                ["type"] = new JsonArray("string", "number"),
                ["pattern"] = Amount,
                ["exclusiveMinimum"] = 0,
                ["maximum"] = 1_000_000_000_000,
                ["multipleOf"] = 0.001,
            };
        }

        var text = new JsonObject { ["type"] = "string" };
        Set(text, "minLength", rules.MinLength > 0 ? rules.MinLength : rules.Required ? 1 : 0);
        Set(text, "maxLength", FieldLayout.MaxLengthOf(rules));
        if (rules.Uuid || rules.Email)
        {
            text["format"] = rules.Uuid ? "uuid" : "email";
        }
        else if (!rules.Password)
        {
            text["pattern"] = field.Name == Capability.KeyFieldName ? VisibleAscii
                : rules.Name ? "^[A-Za-z][A-Za-z0-9_]*$"
                : rules.Pattern.Length > 0 ? $"^(?:{rules.Pattern})$"
                : rules.Required ? NotBlank : AnyText;
        }

        return text;
    }

    private static void Set(JsonObject schema, string name, long bound)
    {
        if (bound > 0)
        {
            schema[name] = bound;
        }
    }
}
