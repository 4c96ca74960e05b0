namespace Rego.Syntax;

internal enum TokenKind
{
    End,
    Identifier,
    Number,
    String,
    RawString,
    TemplateStart,
    Symbol,
}

/// <summary>A token. <paramref name="Text"/> is the identifier, number, symbol, or the unescaped string.</summary>
internal readonly record struct Token(
    TokenKind Kind, string Text, int Start, int End, int Line, int Column, bool SpaceBefore, bool LineBefore)
{
    internal bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    internal bool IsWord(string word) => Kind == TokenKind.Identifier && Text == word;
}
