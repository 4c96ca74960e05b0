namespace Rego.Syntax;

/// <summary>Ends the parsing of a module.</summary>
internal sealed class SyntaxException(RegoError error) : Exception(error.Message)
{
    internal RegoError Error { get; } = error;
}
