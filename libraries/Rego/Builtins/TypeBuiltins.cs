using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of kinds and conversions.</summary>
internal static class TypeBuiltins
{
    internal static Builtin[] All { get; } =
    [
        Is("is_null", RegoKind.Null),
        Is("is_boolean", RegoKind.Boolean),
        Is("is_number", RegoKind.Number),
        Is("is_string", RegoKind.String),
        Is("is_array", RegoKind.Array),
        Is("is_object", RegoKind.Object),
        Is("is_set", RegoKind.Set),
        new("type_name", [Kinds.Any], Kinds.String, (_, arguments) => RegoString.Of(arguments[0].Kind.Name())) { IsQuick = true },
        // Policies see nothing of the environment.
        new("opa.runtime", [], Kinds.Object, (_, _) => RegoObject.Empty),
        new("to_number", [Kinds.Null | Kinds.Boolean | Kinds.Number | Kinds.String], Kinds.Number,
            (_, arguments) => ToNumber(arguments[0])),
    ];

    private static Builtin Is(string name, RegoKind kind) =>
        new(name, [Kinds.Any], Kinds.Boolean, (_, arguments) => RegoValue.From(arguments[0].Kind == kind)) { IsQuick = true };

    private static RegoNumber ToNumber(RegoValue value)
    {
        switch (value)
        {
            case RegoNull:
                return RegoNumber.Of(0);
            case RegoBoolean boolean:
                return RegoNumber.Of(boolean.Value ? 1 : 0);
            case RegoNumber number:
                return number;
            default:
                // A number in JSON's syntax, which may have a plus sign or end in a point.
                var text = value.Text!;
                if (text.Length > 0 && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
                    && RegoNumber.TryParse(text.TrimStart('+'), out var parsed))
                {
                    return parsed;
                }

                // Go parses these, but they are not JSON numbers.
                throw text.TrimStart('+', '-').ToUpperInvariant() is "INF" or "INFINITY" or "NAN"
                    ? new BuiltinException("operand 1 must be valid number string", isType: true)
                    : new BuiltinException("invalid syntax");
        }
    }
}
