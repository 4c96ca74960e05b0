namespace Rego;

/// <summary>A location in a module; lines and columns are counted from 1.</summary>
internal readonly record struct Location(string Path, int Line, int Column)
{
    internal RegoError Error(string code, string message) => new(code, message, Path, Line, Column);
}
