namespace Rego;

/// <summary>A policy or query that does not load: it does not parse, is not safe, or calls a builtin that is not supported.</summary>
public sealed class RegoLoadException : Exception
{
    internal RegoLoadException(IReadOnlyList<RegoError> errors)
        : base(string.Join(Environment.NewLine, errors))
    {
        Errors = errors;
    }

    /// <summary>The diagnostics, at least one, in the order of the sources.</summary>
    public IReadOnlyList<RegoError> Errors { get; }

    /// <summary>Code of the first diagnostic.</summary>
    public string Code => Errors[0].Code;

    /// <summary>Path of the first diagnostic.</summary>
    public string Path => Errors[0].Path;

    /// <summary>Line of the first diagnostic, from 1.</summary>
    public int Line => Errors[0].Line;

    /// <summary>Column of the first diagnostic, from 1.</summary>
    public int Column => Errors[0].Column;
}
