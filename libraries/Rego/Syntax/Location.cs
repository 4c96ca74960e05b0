namespace Rego.Syntax;

/// <summary>A place in a module; line and column count from 1.</summary>
internal readonly record struct Location(string Path, int Line, int Column)
{
    internal RegoError Error(string code, string message) => new(code, message, Path, Line, Column);
}
