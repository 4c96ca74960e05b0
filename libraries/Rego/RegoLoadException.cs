namespace Rego;

/// <summary>A policy or query that cannot be loaded: it does not parse, is not safe, or needs something this engine lacks.</summary>
public sealed class RegoLoadException : Exception
{
    internal RegoLoadException(IReadOnlyList<RegoError> errors)
        : base(string.Join(Environment.NewLine, errors))
    {
        Errors = errors;
    }

    /// <summary>All diagnostics found, at least one, in the order of the sources.</summary>
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
