using Rego.Syntax;

namespace Rego.Compile;

/// <summary>Diagnostics gathered over a whole load.</summary>
internal sealed class CompileErrors
{
    internal const string Compile = "rego_compile_error";
    internal const string Type = "rego_type_error";
    internal const string Unsafe = "rego_unsafe_var_error";
    internal const string Recursion = "rego_recursion_error";

    private readonly List<RegoError> _errors = [];

    internal bool Any => _errors.Count > 0;

    internal void Add(Location at, string code, string message)
    {
        var error = at.Error(code, message);
        if (!_errors.Contains(error))
            _errors.Add(error);
    }

    internal void Add(RegoError error) => _errors.Add(error);

    internal void AddRange(CompileErrors errors) => _errors.AddRange(errors._errors.Where(error => !_errors.Contains(error)));

    /// <exception cref="RegoLoadException">There are errors.</exception>
    internal void ThrowIfAny(int limit)
    {
        if (Any)
            throw new RegoLoadException([.. _errors.Take(Math.Max(1, limit))]);
    }
}
