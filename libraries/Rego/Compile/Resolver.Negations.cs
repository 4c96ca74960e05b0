using Rego.Syntax;

namespace Rego.Compile;

/// <summary>
/// Version 1's negation. It shares the variables of the outer body. As in OPA, its operands are evaluated before it, and if one is
/// undefined, so is the negation. Only the negated reference itself, alone or as a side of an equality, makes the negation true by
/// being undefined.
/// </summary>
internal sealed partial class Resolver
{
    private Location _negation;

    /// <summary>Whether the statements in <c>_out</c> are negated.</summary>
    private bool IsNegated => !ReferenceEquals(_hoist, _out);

    private void OpenNot(NotStatement not)
    {
        var outer = (_out, _scope, _negation);
        var body = new CoreBody();
        _scope = new Scope(outer._scope, body);
        _out = body.Statements;
        _negation = not.At;
        foreach (var inner in not.Body)
        {
            Plain(inner);
        }

        (_out, _scope, _negation) = outer;
        _out.Add(new CoreNot(not.At, body));
    }

    /// <summary>A term that is a statement by itself, or a side of an equality.</summary>
    private CoreTerm Side(Term term)
    {
        var core = Term(term);
        return !IsNegated ? core : core switch
        {
            CoreReference reference => Steps(reference),
            CoreDocument => core,
            _ => Operand(core),
        };
    }

    /// <summary>An argument of a call.</summary>
    private CoreTerm Argument(Term term) => IsNegated ? Operand(Term(term)) : Term(term);

    /// <summary>Moves the references of a term, inner ones first, in front of the negation.</summary>
    private CoreTerm Operand(CoreTerm term)
    {
        Depth.Check();
        return term switch
        {
            CoreReference reference => Before(Steps(reference)),
            CoreDocument => Before(term),
            CoreArray array => new CoreArray([.. array.Items.Select(Operand)]),
            CoreSet set => new CoreSet([.. set.Items.Select(Operand)]),
            CoreObject obj => new CoreObject([.. obj.Members.Select(member => (Operand(member.Key), Operand(member.Value)))]),
            _ => term,
        };
    }

    private CoreReference Steps(CoreReference reference) => reference with { Path = [.. reference.Path.Select(Operand)] };

    private CoreVariable Before(CoreTerm term) =>
        Hoisted(_negation, result => _hoist.Add(new CoreOperand(_negation, result, term)));
}
