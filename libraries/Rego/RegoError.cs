using System.Globalization;

namespace Rego;

/// <summary>A diagnostic of a policy or query that does not load.</summary>
/// <param name="Code">OPA's code: <c>rego_parse_error</c>, <c>rego_compile_error</c>, <c>rego_type_error</c>,
/// <c>rego_unsafe_var_error</c> or <c>rego_recursion_error</c>.</param>
/// <param name="Message">What is wrong, in OPA's words where OPA has them.</param>
/// <param name="Path">The module's path.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
public sealed record RegoError(string Code, string Message, string Path, int Line, int Column)
{
    /// <summary><c>path:line:column: code: message</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}:{Column}: {Code}: {Message}");
}
