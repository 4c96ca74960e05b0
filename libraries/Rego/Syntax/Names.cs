using Rego.Values;

namespace Rego.Syntax;

/// <summary>The language's names of kinds.</summary>
internal static class Names
{
    internal static string Of(RegoKind kind) => kind switch
    {
        RegoKind.Null => "null",
        RegoKind.Boolean => "boolean",
        RegoKind.Number => "number",
        RegoKind.String => "string",
        RegoKind.Array => "array",
        RegoKind.Object => "object",
        _ => "set",
    };
}
