using Rego.Syntax;

namespace Rego.Compile;

/// <summary>
/// Version 1's negation. Its variables are the outer body's, and its operands are evaluated before it, as OPA's compiler has it:
/// where one is undefined, so is the negation. Only what is negated itself may be undefined and make the negation true: a
/// reference that stands alone, or on a side of an equality.
/// </summary>
internal sealed partial class Resolver
{
    private Location _negation;

    /// <summary>Whether what is written to <c>_out</c> is negated.</summary>
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

    /// <summary>A term that stands alone, or on a side of an equality.</summary>
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

    /// <summary>Takes references out of a term, the inner ones first, to where they are evaluated before the negation.</summary>
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
