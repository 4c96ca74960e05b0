namespace Rego.Compile;

/// <summary>The diagnostics of one load, each once.</summary>
internal sealed class CompileErrors
{
    internal const string Compile = "rego_compile_error";
    internal const string Type = "rego_type_error";
    internal const string Unsafe = "rego_unsafe_var_error";
    internal const string Recursion = "rego_recursion_error";

    internal const string TooDeep = "nests too deeply";

    private readonly List<RegoError> _errors = [];
    private readonly HashSet<RegoError> _seen = [];

    internal bool Any => _errors.Count > 0;

    internal void Add(Location at, string code, string message)
    {
        Add(at.Error(code, message));
    }

    internal void Add(RegoError error)
    {
        if (_seen.Add(error))
        {
            _errors.Add(error);
        }
    }

    internal void AddRange(CompileErrors errors)
    {
        foreach (var error in errors._errors)
        {
            Add(error);
        }
    }

    /// <exception cref="RegoLoadException">There are errors.</exception>
    internal void ThrowIfAny(int limit)
    {
        if (Any)
        {
            throw new RegoLoadException([.. _errors.Take(Math.Max(1, limit))]);
        }
    }
}
