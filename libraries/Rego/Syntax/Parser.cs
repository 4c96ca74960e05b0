using System.Runtime.CompilerServices;

namespace Rego.Syntax;

/// <summary>A recursive-descent parser for version 1 of the language (OPA 1.x); an instance parses one module.</summary>
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

    /// <summary>The results of <see cref="Once"/> in the current rule, by type and position.</summary>
    private readonly Dictionary<(Type Kind, int Start), (object? Result, SyntaxException? Failure, Position End)> _read = [];

    private readonly record struct Position(Token Token, Token Previous, Lexer.Mark Mark);

    private Parser(RegoSource source)
    {
        _path = source.Path;
        _lexer = new Lexer(source.Path, source.Text);
        _token = _lexer.Next();
    }

    /// <summary>Parses a module.</summary>
    /// <exception cref="SyntaxException">The text is not valid.</exception>
    internal static Module ParseModule(RegoSource source)
    {
        var parser = new Parser(source);
        return parser.Module();
    }

    /// <summary>Parses a query: statements separated by semicolons or newlines.</summary>
    /// <exception cref="SyntaxException">The text is not valid.</exception>
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
        {
            return false;
        }

        Scan();
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (!AtKeyword(word))
        {
            return false;
        }

        Scan();
        return true;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
        {
            throw Unexpected($"expected {symbol}");
        }
    }

    /// <summary>Whether this is a keyword; followed by a dot or a bracket it is a name.</summary>
    private bool AtKeyword(string word) => _token.IsWord(word) && !NextIsStep();

    private bool NextIsStep()
    {
        var mark = _lexer.Save();
        var next = _lexer.Next();
        _lexer.Restore(mark);
        return !next.SpaceBefore && (next.Is(".") || next.Is("["));
    }

    private bool IsReserved(string word) => Reserved.Contains(word) || _logic.Contains(word);

    private Position Save() => new(_token, _previous, _lexer.Save());

    private void Restore(Position state)
    {
        (_token, _previous, var mark) = state;
        _lexer.Restore(mark);
    }

    /// <summary>Reads what may be read again after an enclosing attempt fails, and keeps the result: otherwise text nested n levels
    /// deep would be read 2^n times.</summary>
    private T Once<T>(Func<T> read)
        where T : class
    {
        var key = (typeof(T), _token.Start);
        if (_read.TryGetValue(key, out var known))
        {
            if (known.Failure is not null)
            {
                throw new SyntaxException(known.Failure.Error);
            }

            Restore(known.End);
            return (T)known.Result!;
        }

        try
        {
            var result = read();
            _read[key] = (result, null, Save());
            return result;
        }
        catch (SyntaxException exception) when (Failed(exception))
        {
            throw;
        }

        // A filter rather than a catch block: rethrowing from nested catch blocks would pile up on the stack.
        bool Failed(SyntaxException exception)
        {
            _read[key] = (null, exception, default);
            return false;
        }
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

    /// <summary>Guards each recursion of the grammar against text that nests too deeply.</summary>
    private void Deeper()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Fail(Here, "max parsing recursion depth exceeded");
        }
    }
}
