using Rego.Values;

namespace Rego.Syntax;

internal sealed partial class Parser
{
    /// <summary>Reads the rest of a list through <paramref name="end"/>; a trailing comma is allowed.</summary>
    private List<Term> TermList(string end, List<Term>? items = null)
    {
        items ??= [];
        while (!Accept(end))
        {
            items.Add(InfixTerm(pairs: false));
            if (!_token.Is(end) && !Accept(","))
            {
                throw Unexpected($"expected \",\" or \"{end}\"");
            }
        }

        return items;
    }

    private Term Array(Location at)
    {
        Scan();
        if (Accept("]"))
        {
            return new ArrayTerm(at, []);
        }

        var leadingComma = Accept(",");
        var head = Primary();
        if (_token.Is("|") && !leadingComma)
        {
            return Comprehension(at, "]", RegoKind.Array, null, head, () => new ArrayTerm(at, Items("]", head)));
        }

        return new ArrayTerm(at, Items("]", head));
    }

    private Term SetOrObject(Location at)
    {
        Scan();
        if (Accept("}"))
        {
            return new ObjectTerm(at, []);
        }

        var leadingComma = Accept(",");
        // A single term first: in { a | b } the bar starts a body and is not an operator.
        var head = Primary();
        if (_token.Is("|") && !leadingComma)
        {
            return Comprehension(at, "}", RegoKind.Set, null, head, () => new SetTerm(at, Items("}", head)));
        }

        if (_token.Is("}") || _token.Is(","))
        {
            return new SetTerm(at, Items("}", head));
        }

        head = InfixTerm(pairs: false, head);
        if (_token.Is("}") || _token.Is(","))
        {
            return new SetTerm(at, Items("}", head));
        }

        if (!Accept(":"))
        {
            throw Unexpected("non-terminated set");
        }

        var value = Primary();
        if (_token.Is("|") && !leadingComma)
        {
            return Comprehension(at, "}", RegoKind.Object, head, value, null);
        }

        return new ObjectTerm(at, Members(head, InfixTerm(pairs: false, value)));
    }

    /// <summary>Reads a list whose first item begins with the term <paramref name="head"/>.</summary>
    private List<Term> Items(string end, Term head)
    {
        var items = new List<Term> { InfixTerm(pairs: false, head) };
        if (!_token.Is(end) && !Accept(","))
        {
            throw Unexpected($"expected \",\" or \"{end}\"");
        }

        return TermList(end, items);
    }

    private List<(Term Key, Term Value)> Members(Term key, Term value)
    {
        var members = new List<(Term, Term)> { (key, value) };
        while (!Accept("}"))
        {
            if (!Accept(","))
            {
                throw Unexpected("non-terminated object");
            }

            if (Accept("}"))
            {
                break;
            }

            key = InfixTerm(pairs: false);
            Expect(":");
            members.Add((key, InfixTerm(pairs: false)));
        }

        return members;
    }

    /// <summary>Reads the body of a comprehension; if there is none, the bar was an operator in a collection.</summary>
    private Term Comprehension(Location at, string end, RegoKind kind, Term? key, Term value, Func<Term>? otherwise)
    {
        var state = Save();
        SyntaxException fault;
        try
        {
            Scan();
            var body = Statements(end);
            Expect(end);
            return new ComprehensionTerm(at, kind, key, value, body);
        }
        catch (SyntaxException exception)
        {
            fault = exception;
        }

        // Outside of the catch block, which would keep its stack frames.
        Restore(state);
        try
        {
            if (otherwise is not null)
            {
                return otherwise();
            }
        }
        catch (SyntaxException)
        {
            // Both readings fail; the error in the body is the more likely cause.
        }

        throw new SyntaxException(fault.Error);
    }
}
