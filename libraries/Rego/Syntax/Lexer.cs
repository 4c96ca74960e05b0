using System.Globalization;
using System.Text;

namespace Rego.Syntax;

/// <summary>Reads tokens on demand, so that the parser can backtrack and can switch to the text of template strings.</summary>
internal sealed class Lexer(string path, string text)
{
    private static readonly string[] Symbols =
        [":=", "==", "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "%", "&", "|", "(", ")", "[", "]", "{", "}", ",", ";", ":", "."];

    private int _position;
    private int _line = 1;
    private int _lineStart;

    internal readonly record struct Mark(int Position, int Line, int LineStart);

    internal Mark Save() => new(_position, _line, _lineStart);

    internal void Restore(Mark mark) => (_position, _line, _lineStart) = mark;

    internal Token Next()
    {
        var (space, newline) = SkipBlanks();
        var start = _position;
        var line = _line;
        var column = _position - _lineStart + 1;
        var kind = TokenKind.End;
        var value = "";
        if (_position < text.Length)
        {
            (kind, value) = Scan();
        }

        return new Token(kind, value, start, _position, line, column, space, newline);
    }

    /// <summary>Reads the text of a template string through the next opening brace or the closing quote.</summary>
    internal (string Text, bool AtExpression) TemplateText(char quote)
    {
        var start = _position;
        while (Peek() is var c && c != quote)
        {
            if (c == '{')
            {
                var part = text[start.._position];
                _position++;
                return (Unescape(part, quote, start), true);
            }

            if (c == '\\' && (quote == '"' || Peek(1) == '{'))
            {
                Advance();
            }

            if (_position >= text.Length || (quote == '"' && Peek() == '\n'))
            {
                throw Fail("non-terminated string");
            }

            Advance();
        }

        var rest = text[start.._position];
        _position++;
        return (Unescape(rest, quote, start), false);
    }

    internal Location At(int line, int column) => new(path, line, column);

    private char Peek(int ahead = 0) => _position + ahead < text.Length ? text[_position + ahead] : '\0';

    private void Advance()
    {
        if (text[_position++] == '\n')
        {
            _line++;
            _lineStart = _position;
        }
    }

    private (bool Space, bool Line) SkipBlanks()
    {
        var start = _position;
        var line = _line;
        while (_position < text.Length)
        {
            var c = text[_position];
            if (c is ' ' or '\t' or '\n' or '\r' or '\uFEFF')
            {
                Advance();
            }
            else if (c == '#')
            {
                while (_position < text.Length && text[_position] != '\n')
                {
                    _position++;
                }
            }
            else
            {
                break;
            }
        }

        return (_position > start, _line > line);
    }

    private (TokenKind Kind, string Text) Scan()
    {
        var c = Peek();
        if (char.IsAsciiLetter(c) || c == '_')
        {
            return (TokenKind.Identifier, Take(ch => char.IsAsciiLetterOrDigit(ch) || ch == '_'));
        }

        if (char.IsAsciiDigit(c))
        {
            return (TokenKind.Number, Number());
        }

        switch (c)
        {
            case '"':
                return (TokenKind.String, QuotedString());
            case '`':
                return (TokenKind.RawString, RawString());
            case '$' when Peek(1) is '"' or '`':
                _position += 2;
                return (TokenKind.TemplateStart, text[(_position - 1)].ToString());
            default:
                break;
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _position, symbol, 0, symbol.Length) == 0)
            {
                _position += symbol.Length;
                return (TokenKind.Symbol, symbol);
            }
        }

        throw Fail("illegal token");
    }

    private string Take(Func<char, bool> wanted)
    {
        var start = _position;
        while (_position < text.Length && wanted(text[_position]))
        {
            _position++;
        }

        return text[start.._position];
    }

    private string Number()
    {
        var start = _position;
        Take(char.IsAsciiDigit);
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _position++;
            Take(char.IsAsciiDigit);
        }

        if (Peek() is 'e' or 'E')
        {
            var sign = Peek(1) is '+' or '-' ? 1 : 0;
            if (!char.IsAsciiDigit(Peek(1 + sign)))
            {
                throw Fail("illegal number format");
            }

            _position += 1 + sign;
            Take(char.IsAsciiDigit);
        }

        if (char.IsAsciiLetter(Peek()) || Peek() == '_')
        {
            throw Fail("illegal number format");
        }

        return text[start.._position];
    }

    private string QuotedString()
    {
        var start = ++_position;
        while (Peek() != '"')
        {
            if (_position >= text.Length || Peek() == '\n')
            {
                throw Fail("non-terminated string");
            }

            _position += Peek() == '\\' ? 2 : 1;
        }

        var inner = text[start.._position];
        _position++;
        return Unescape(inner, '"', start);
    }

    private string RawString()
    {
        var start = ++_position;
        while (Peek() != '`')
        {
            if (_position >= text.Length)
            {
                throw Fail("non-terminated string");
            }

            Advance();
        }

        return text[start.._position++];
    }

    private string Unescape(string inner, char quote, int start)
    {
        if (!inner.Contains('\\', StringComparison.Ordinal))
        {
            return inner;
        }

        if (quote == '`')
        {
            return inner.Replace("\\{", "{", StringComparison.Ordinal);
        }

        var result = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '\\')
            {
                result.Append(inner[i]);
                continue;
            }

            var c = ++i < inner.Length ? inner[i] : '\0';
            if (c == 'u' && i + 4 < inner.Length
                && ushort.TryParse(inner.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                result.Append((char)unit);
                i += 4;
                continue;
            }

            result.Append(c switch
            {
                '"' or '\\' or '/' or '{' => c,
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                _ => throw new SyntaxException(At(_line, start - _lineStart + i).Error(Parser.ParseError, "illegal string literal")),
            });
        }

        return result.ToString();
    }

    private SyntaxException Fail(string message) =>
        new(At(_line, _position - _lineStart + 1).Error(Parser.ParseError, message));
}
