
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

    private Statement Statement()
    {
        Deeper();
        var statement = Conjunction();
        while (_logic.Contains("or") && AtKeyword("or"))
        {
            Scan();
            statement = Logic(statement, Conjunction(afterOperator: true), isAnd: false);
        }
        return statement;
    }

    private Statement Conjunction(bool afterOperator = false)
    {
        var statement = Operand(afterOperator);
        while (_logic.Contains("and") && AtKeyword("and"))
        {
            Scan();
            statement = Logic(statement, Operand(afterOperator: true), isAnd: true);
        }
        return statement;
    }

    /// <summary>A trailing <c>with</c> applies to the whole chain of <c>and</c> and <c>or</c>.</summary>
    private static LogicStatement Logic(Statement left, Statement right, bool isAnd)
    {
        return new LogicStatement(left.At, isAnd, Body(left), Body(right with { With = [] })) { With = right.With };

        static IReadOnlyList<Statement> Body(Statement statement) =>
            statement is BlockStatement { With.Count: 0 } block ? block.Body : [statement];
    }

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

    /// <summary>With the logic keywords, an operand may be a body in braces or a statement in parentheses; null if it is a
    /// term.</summary>
    private BlockStatement? Block(bool afterOperator)
    {
        if (_logic.Count == 0 || (!_token.Is("{") && !_token.Is("(")))
        {
            return null;
        }
        var at = Here;
        var state = Save();
        try
        {
            List<Statement> body;
            bool isTerm;
            if (_token.Is("{"))
            {
                body = Braced();
                // Braces that are not an operand hold a set or an object.
                isTerm = ContinuesTerm() || !(afterOperator || AtKeyword("and") || AtKeyword("or"));
            }
            else
            {
                body = [Once(Grouped)];
                isTerm = ContinuesTerm() || body[0] is TermStatement { With.Count: 0 };
            }
            if (!isTerm)
            {
                return new BlockStatement(at, body);
            }
        }
        catch (SyntaxException)
        {
            // Read again as a term, and report the errors of that.
        }
        Restore(state);
        return null;
    }

    private Statement Grouped()
    {
        Scan();
        var statement = Statement();
        Expect(")");
        return statement;
    }

    private bool ContinuesTerm() =>
        AtKeyword("in") || (_token.Kind == TokenKind.Symbol && _token.Text is not (";" or "}" or ")" or "]" or ","));

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
