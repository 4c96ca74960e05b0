using System.Globalization;
using Rego.Values;

namespace Rego.Syntax;

internal sealed partial class Parser
{
    /// <summary>Reads a term with infix operators and, if <paramref name="pairs"/> is set, <c>key, value in domain</c>.</summary>
    private Term InfixTerm(bool pairs, Term? first = null)
    {
        Deeper();
        var left = Infix(0, first);
        if (pairs && _token.Is(","))
        {
            var state = Save();
            Scan();
            var middle = Infix(0, null);
            if (AtKeyword("in"))
            {
                Scan();
                left = new CallTerm(left.At, Operators.MemberWithKey, null, [left, middle, Infix(0, null)]);
            }
            else
            {
                Restore(state);
            }
        }

        while (AtKeyword("in"))
        {
            Scan();
            left = new CallTerm(left.At, Operators.Member, null, [left, Infix(0, null)]);
        }

        return left;
    }

    private Term Infix(int level, Term? first)
    {
        if (level == Operators.Levels.Length)
        {
            return first ?? Primary();
        }

        var left = Infix(level + 1, first);
        while (_token.Kind == TokenKind.Symbol && Operators.Levels[level].TryGetValue(_token.Text, out var name))
        {
            Scan();
            left = new CallTerm(left.At, name, null, [left, Infix(level + 1, null)]);
        }

        return left;
    }

    private Term Primary()
    {
        Deeper();
        var at = Here;
        switch (_token.Kind)
        {
            case TokenKind.Number:
                return Steps(Number(at, ""));
            case TokenKind.String:
            case TokenKind.RawString:
                var text = new ConstantTerm(at, RegoString.Of(_token.Text));
                Scan();
                return Steps(text);
            case TokenKind.TemplateStart:
                return Template(at);
            case TokenKind.Identifier:
                return Word(at);
            default:
                break;
        }

        if (_token.Is("."))
        {
            return Steps(Number(at, ""));
        }

        if (Accept("-"))
        {
            return Steps(Number(at, "-"));
        }

        if (_token.Is("["))
        {
            return Steps(Once(() => Array(at)));
        }

        if (_token.Is("{"))
        {
            return Steps(Once(() => SetOrObject(at)));
        }

        if (_token.Is("("))
        {
            return Once(Parentheses);
        }

        throw Unexpected();
    }

    private Term Parentheses()
    {
        Scan();
        var inner = InfixTerm(pairs: true);
        if (!_token.Is(")"))
        {
            throw Fail(Here, "non-terminated expression");
        }

        Scan();
        return inner;
    }

    private Term Word(Location at)
    {
        if (!IsReserved(_token.Text) || NextIsStep())
        {
            return Steps(Name());
        }

        RegoValue? scalar = _token.Text switch
        {
            "true" => RegoValue.True,
            "false" => RegoValue.False,
            "null" => RegoValue.Null,
            _ => null,
        };
        if (scalar is null)
        {
            throw Unexpected();
        }

        Scan();
        return new ConstantTerm(at, scalar);
    }

    private VariableTerm Name()
    {
        var name = _token.Text == "_"
            ? VariableTerm.WildcardMark + (_wildcards++).ToString(CultureInfo.InvariantCulture)
            : _token.Text;
        var variable = new VariableTerm(Here, name);
        Scan();
        return variable;
    }

    private ConstantTerm Number(Location at, string sign)
    {
        if (Accept("."))
        {
            sign += "0.";
        }

        if (_token.Kind != TokenKind.Number)
        {
            throw Unexpected("expected number");
        }

        var digits = _token.Text;
        if (!sign.EndsWith('.') && digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]))
        {
            throw Unexpected("expected number without leading zero");
        }

        if (!RegoNumber.TryParse(sign + digits, out var number))
        {
            throw Fail(at, "number too big");
        }

        Scan();
        return new ConstantTerm(at, number);
    }

    /// <summary>Reads what directly follows a term, without blanks: <c>.name</c>, <c>[term]</c> and <c>(arguments)</c>.</summary>
    private Term Steps(Term head)
    {
        var path = new List<Term>();
        while (true)
        {
            ReadSteps(path);
            var callee = Joined();
            if (_token.SpaceBefore || callee is not (VariableTerm or ReferenceTerm { Head: VariableTerm }) || !Accept("("))
            {
                break;
            }

            var arguments = TermList(")");
            head = callee is VariableTerm { Name: "set" } && arguments.Count == 0
                ? new SetTerm(head.At, [])
                : new CallTerm(head.At, null, callee, arguments);
            path = [];
        }

        if (path.Count > 0 && head is ConstantTerm constant)
        {
            throw Fail(head.At, $"illegal ref (head cannot be {constant.Value.Kind.Name()})");
        }

        return Joined();

        Term Joined() => path.Count == 0 ? head : new ReferenceTerm(head.At, head, path);
    }

    /// <summary>Reads all steps <c>.name</c> and <c>[term]</c> that follow without blanks.</summary>
    private void ReadSteps(List<Term> path)
    {
        while (!_token.SpaceBefore)
        {
            if (Accept("."))
            {
                if (_token.Kind != TokenKind.Identifier || _token.SpaceBefore)
                {
                    throw Unexpected("expected identifier");
                }

                path.Add(new ConstantTerm(Here, RegoString.Of(_token.Text)));
                Scan();
            }
            else if (Accept("["))
            {
                path.Add(InfixTerm(pairs: true));
                Expect("]");
            }
            else
            {
                return;
            }
        }
    }

    private TemplateTerm Template(Location at)
    {
        var quote = _token.Text[0];
        var parts = new List<TemplatePart>();
        while (true)
        {
            // The lexer is right after the current token: the opening quote, or the brace that closed an expression.
            var (text, atExpression) = _lexer.TemplateText(quote);
            if (text.Length > 0)
            {
                parts.Add(new TemplatePart(text, null));
            }

            if (!atExpression)
            {
                break;
            }

            Scan();
            var statement = Statement();
            if (statement is not TermStatement expression)
            {
                throw Fail(statement.At, "unexpected statement in template-string expression");
            }

            if (!_token.Is("}"))
            {
                throw Fail(Here, "expected } to end template string expression");
            }

            parts.Add(new TemplatePart(null, expression));
        }

        Scan();
        return new TemplateTerm(at, parts);
    }
}
