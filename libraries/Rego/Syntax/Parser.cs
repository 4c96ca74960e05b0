using System.Runtime.CompilerServices;

namespace Rego.Syntax;

/// <summary>A recursive-descent parser for version 1 of the language (OPA 1.x), one instance a module.</summary>
internal sealed partial class Parser
{
    internal const string ParseError = "rego_parse_error";

    private static readonly HashSet<string> Reserved =
    [
        "as", "default", "else", "every", "false", "if", "import", "in", "not", "null", "package", "some", "true", "with",
    ];

    private readonly string _path;
    private readonly Lexer _lexer;
    private readonly HashSet<string> _logic = [];
    private bool _closedNot;
    private Token _token;
    private Token _previous;
    private int _wildcards;

    private Parser(RegoSource source)
    {
        _path = source.Path;
        _lexer = new Lexer(source.Path, source.Text);
        _token = _lexer.Next();
    }

    /// <summary>Parses a module.</summary>
    /// <exception cref="SyntaxException">It is not one.</exception>
    internal static Module ParseModule(RegoSource source)
    {
        var parser = new Parser(source);
        return parser.Module();
    }

    /// <summary>Parses a query: statements separated by semicolons or line ends.</summary>
    /// <exception cref="SyntaxException">It is not one.</exception>
    internal static IReadOnlyList<Statement> ParseQuery(RegoSource source)
    {
        var parser = new Parser(source);
        var body = parser.Statements("");
        return parser._token.Kind == TokenKind.End ? body : throw parser.Unexpected();
    }

    private Location Here => _lexer.At(_token.Line, _token.Column);

    private void Scan()
    {
        _previous = _token;
        _token = _lexer.Next();
    }

    private bool Accept(string symbol)
    {
        if (!_token.Is(symbol))
            return false;
        Scan();
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (!AtKeyword(word))
            return false;
        Scan();
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
            throw Unexpected($"expected {symbol}");
    }

    /// <summary>Whether a keyword stands here as such: followed by a dot or bracket it is a name.</summary>
    private bool AtKeyword(string word) => _token.IsWord(word) && !NextIsStep();

    private bool NextIsStep()
    {
        var mark = _lexer.Save();
        var next = _lexer.Next();
        _lexer.Restore(mark);
        return !next.SpaceBefore && (next.Is(".") || next.Is("["));
    }

    private bool IsReserved(string word) => Reserved.Contains(word) || _logic.Contains(word);

    private (Token Token, Token Previous, Lexer.Mark Mark, int Wildcards) Save() => (_token, _previous, _lexer.Save(), _wildcards);

    private void Restore((Token Token, Token Previous, Lexer.Mark Mark, int Wildcards) state)
    {
        (_token, _previous, var mark, _wildcards) = state;
        _lexer.Restore(mark);
    }

    private SyntaxException Unexpected(string note = "")
    {
        var what = _token.Kind switch
        {
            TokenKind.End => "eof token",
            TokenKind.Identifier when IsReserved(_token.Text) => _token.Text + " keyword",
            TokenKind.Identifier => "identifier token",
            TokenKind.Number => "number token",
            TokenKind.Symbol => _token.Text + " token",
            _ => "string token",
        };
        return Fail(Here, note.Length == 0 ? $"unexpected {what}" : $"unexpected {what}: {note}");
    }

    private static SyntaxException Fail(Location at, string message) => new(at.Error(ParseError, message));

    /// <summary>Guards every recursion of the grammar against text that nests without end.</summary>
    private void Deeper()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Fail(Here, "max parsing recursion depth exceeded");
    }
}
