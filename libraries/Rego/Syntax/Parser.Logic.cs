namespace Rego.Syntax;

/// <summary>The operators <c>and</c> and <c>or</c>, and the bodies that are their operands.</summary>
internal sealed partial class Parser
{
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
}
