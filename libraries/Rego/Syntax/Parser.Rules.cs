using Rego.Values;

namespace Rego.Syntax;

internal sealed partial class Parser
{
    // Bounds the depth of the tree of packages and rules.
    private const int MaxPath = 256;

    private Rule Rule()
    {
        _read.Clear();
        var at = Here;
        var isDefault = AcceptWord("default");
        if (_token.Kind != TokenKind.Identifier || (IsReserved(_token.Text) && !NextIsStep()))
        {
            throw Unexpected();
        }

        var (path, arguments) = Head();
        Term? key = null;
        Term? value = null;
        var wordAt = Here;
        if (AtKeyword("contains"))
        {
            if (arguments is not null || isDefault)
            {
                throw Unexpected("the contains keyword can only be used with multi-value rule definitions");
            }

            Scan();
            key = InfixTerm(pairs: true);
        }
        else if (Accept(":=") || Accept("="))
        {
            value = InfixTerm(pairs: true);
        }

        if (isDefault)
        {
            return Default(at, path, arguments, value);
        }

        List<Statement> body = [];
        var hasIf = AcceptWord("if");
        if (hasIf)
        {
            body = RuleBody();
        }
        else if (_token.Is("{"))
        {
            throw Fail(Here, "`if` keyword is required before rule body");
        }

        // A function needs neither value nor body: it is then true for all arguments.
        if (!hasIf && key is null && value is null && arguments is null)
        {
            throw Fail(at, path.Count switch
            {
                1 => "var cannot be used for rule name",
                2 => "`contains` keyword is required for partial set rules",
                _ => "rule must have value assignment and/or body declaration",
            });
        }

        Rule? next = null;
        if (AtKeyword("else"))
        {
            if (key is not null)
            {
                throw Fail(Here, "else keyword cannot be used on multi-value rules");
            }

            if (path.Any(step => step is not ConstantTerm))
            {
                throw Fail(Here, "else keyword cannot be used on rules with variables in head");
            }

            if (!hasIf)
            {
                throw Unexpected("expected rule body before else");
            }

            next = Branches(path, arguments);
        }

        if (key is null)
        {
            value ??= new ConstantTerm(wordAt with { Line = at.Line, Column = at.Column }, RegoValue.True);
        }

        return new Rule(at, path, arguments, key, value, body, next, false, _previous.Line);
    }

    private Rule Default(Location at, List<Term> path, List<Term>? arguments, Term? value)
    {
        if (value is null)
        {
            throw Fail(at, "illegal default rule (must have a value)");
        }

        if (!IsConstant(value))
        {
            throw Fail(at, "illegal default rule (value cannot contain ref, var or call)");
        }

        if (arguments is not null && arguments.Any(argument => argument is not VariableTerm))
        {
            throw Fail(at, "illegal default rule (arguments must be plain variables)");
        }

        if (path.Any(step => step is not ConstantTerm))
        {
            throw Fail(at, "illegal default rule (head cannot contain variables)");
        }

        return new Rule(at, path, arguments, null, value, [], null, true, _previous.Line);

        // A comprehension has a body of its own, which is checked like any other.
        static bool IsConstant(Term term) => term switch
        {
            ConstantTerm or ComprehensionTerm => true,
            ArrayTerm array => array.Items.All(IsConstant),
            SetTerm set => set.Items.All(IsConstant),
            ObjectTerm obj => obj.Members.All(member => IsConstant(member.Key) && IsConstant(member.Value)),
            _ => false,
        };
    }

    private (List<Term> Path, List<Term>? Arguments) Head()
    {
        var path = new List<Term> { new ConstantTerm(Here, RegoString.Of(_token.Text)) };
        Scan();
        ReadSteps(path);
        if (path.Count > MaxPath)
        {
            throw Fail(path[0].At, $"path of more than {MaxPath} steps");
        }

        if (_token.SpaceBefore || !Accept("("))
        {
            return (path, null);
        }

        if (path.Any(step => step is not ConstantTerm))
        {
            throw Fail(Here, "rule head of a function cannot contain variables");
        }

        return (path, TermList(")"));
    }

    private List<Statement> RuleBody()
    {
        if (!_token.Is("{"))
        {
            return [Statement()];
        }

        // A brace opens a body, unless the whole is a literal such as a comparison of an object.
        var state = Save();
        try
        {
            var literal = Statement();
            if (literal is not TermStatement { Term: SetTerm })
            {
                return [literal];
            }
        }
        catch (SyntaxException)
        {
            // Not a literal: read again as a body, and report the errors of that.
        }

        Restore(state);
        return Braced();
    }

    private List<Statement> Braced() => Once(Body);

    private List<Statement> Body()
    {
        Expect("{");
        if (_token.Is("}"))
        {
            throw Fail(Here, "found empty body");
        }

        var body = Statements("}");
        Expect("}");
        return body;
    }

    /// <summary>Reads all branches from here on, without recursion: there may be thousands.</summary>
    private Rule? Branches(List<Term> path, List<Term>? arguments)
    {
        var branches = new List<Rule>();
        do
        {
            branches.Add(Branch(path, arguments));
        }
        while (branches[^1].Body.Count > 0 && AtKeyword("else"));
        Rule? next = null;
        for (var i = branches.Count - 1; i >= 0; i--)
        {
            next = branches[i] with { Else = next };
        }

        return next;
    }

    private Rule Branch(List<Term> path, List<Term>? arguments)
    {
        var at = Here;
        Scan();
        Term value = new ConstantTerm(at, RegoValue.True);
        var hasValue = Accept(":=") || Accept("=");
        if (hasValue)
        {
            value = InfixTerm(pairs: true);
        }

        List<Statement> body = [];
        if (AcceptWord("if"))
        {
            body = RuleBody();
        }
        else if (!hasValue)
        {
            throw Unexpected("expected else value term or rule body");
        }
        else if (_token.Is("{"))
        {
            throw Fail(Here, "`if` keyword is required before rule body");
        }

        return new Rule(at, path, arguments, null, value, body, null, false, _previous.Line);
    }
}
