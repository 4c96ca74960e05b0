
namespace Rego.Syntax;

internal sealed partial class Parser
{
    private List<Statement> Statements(string end)
    {
        Deeper();
        var body = new List<Statement>();
        while (true)
        {
            body.Add(Statement());
            if (Accept(";"))
            {
                if (AtEnd(end))
                {
                    return body;
                }

                continue;
            }

            if (AtEnd(end))
            {
                return body;
            }

            if (!_token.LineBefore)
            {
                throw Unexpected($"expected \\n or ; or {(end.Length == 0 ? "eof" : end)}");
            }
        }
    }

    private bool AtEnd(string end) => end.Length == 0 ? _token.Kind == TokenKind.End : _token.Is(end);

    private Statement Operand(bool afterOperator)
    {
        var at = Here;
        if (AtKeyword("not"))
        {
            Scan();
            return Negation(at);
        }

        if (AtKeyword("some"))
        {
            return Some(at);
        }

        if (AtKeyword("every"))
        {
            return Every(at);
        }

        return WithModifiers(Block(afterOperator) ?? Expression());
    }

    private Statement Negation(Location at)
    {
        if (AtKeyword("some") || AtKeyword("every") || AtKeyword("not"))
        {
            throw Unexpected($"illegal negation of '{_token.Text}'");
        }

        if (_closedNot && _token.Is("{"))
        {
            var state = Save();
            try
            {
                return WithModifiers(new NotStatement(at, Braced(), true));
            }
            catch (SyntaxException)
            {
                Restore(state);
            }
        }

        if (_token.Is("(") && Block(afterOperator: true) is { } block)
        {
            return WithModifiers(new NotStatement(at, block.Body, true));
        }

        return WithModifiers(new NotStatement(at, [Expression()], _closedNot));
    }

    private Statement WithModifiers(Statement statement)
    {
        var list = new List<WithModifier>();
        while (AtKeyword("with"))
        {
            var at = Here;
            Scan();
            if (_token.Kind != TokenKind.Identifier)
            {
                throw Unexpected("expected ident");
            }

            var target = Primary();
            if (target is not (VariableTerm or ReferenceTerm))
            {
                throw Unexpected("expected with target path");
            }

            if (!AcceptWord("as"))
            {
                throw Unexpected("expected as keyword");
            }

            list.Add(new WithModifier(at, target, InfixTerm(pairs: true)));
        }

        return list.Count == 0 ? statement : statement with { With = list };
    }

    private Statement Expression()
    {
        var at = Here;
        var left = InfixTerm(pairs: true);
        if (Accept(":="))
        {
            return new AssignStatement(at, left, InfixTerm(pairs: true));
        }

        if (Accept("="))
        {
            return new UnifyStatement(at, left, InfixTerm(pairs: true));
        }

        return new TermStatement(at, left);
    }

    private Statement Some(Location at)
    {
        Scan();
        var state = Save();
        try
        {
            if (InfixTerm(pairs: true) is CallTerm { Operator: Operators.Member or Operators.MemberWithKey } call)
            {
                var items = call.Arguments;
                return WithModifiers(items.Count == 2
                    ? new SomeInStatement(at, null, items[0], items[1])
                    : new SomeInStatement(at, items[0], items[1], items[2]));
            }
        }
        catch (SyntaxException)
        {
            // Not `some x in xs`: read again as a list of names, and report the errors of that.
        }

        Restore(state);
        var names = new List<VariableTerm>();
        do
        {
            if (_token.Kind != TokenKind.Identifier || IsReserved(_token.Text))
            {
                throw Unexpected("expected var");
            }

            names.Add(Name());
        }
        while (Accept(","));
        return new SomeStatement(at, names);
    }

    private Statement Every(Location at)
    {
        Scan();
        if (InfixTerm(pairs: true) is not CallTerm { Operator: Operators.Member or Operators.MemberWithKey } call)
        {
            throw Unexpected("expected `x[, y] in xs { ... }` expression");
        }

        var items = call.Arguments;
        if (items[^2] is not VariableTerm value)
        {
            throw Unexpected("expected value to be a variable");
        }

        VariableTerm? key = null;
        if (items.Count == 3)
        {
            key = items[0] as VariableTerm ?? throw Unexpected("expected key to be a variable");
        }

        if (!_token.Is("{"))
        {
            throw Unexpected("missing body");
        }

        return WithModifiers(new EveryStatement(at, key, value, items[^1], Braced()));
    }
}
