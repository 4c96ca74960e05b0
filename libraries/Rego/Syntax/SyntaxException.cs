namespace Rego.Syntax;

/// <summary>Ends the parsing of one module.</summary>
internal sealed class SyntaxException(RegoError error) : Exception(error.Message)
{
    internal RegoError Error { get; } = error;
}
