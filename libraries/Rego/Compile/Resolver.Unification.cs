using Rego.Syntax;
using Rego.Values;

namespace Rego.Compile;

internal sealed partial class Resolver
{
    private void Unify(Location at, CoreTerm left, Term right)
    {
        if (right is CallTerm call)
        {
            Call(call, () => left, _out);
        }
        else
        {
            Unify(at, left, Term(right));
        }
    }

    /// <summary>Unifies two collections part by part, so that each part waits only for its own variables.</summary>
    private void Unify(Location at, CoreTerm left, CoreTerm right)
    {
        Depth.Check();
        if (Items(left) is { } lefts && Items(right) is { } rights)
        {
            if (lefts.Count != rights.Count)
            {
                _out.Add(new CoreTest(at, new CoreConstant(RegoValue.False)));
            }

            for (var i = 0; i < lefts.Count && lefts.Count == rights.Count; i++)
            {
                Unify(at, lefts[i], rights[i]);
            }
        }
        else if (left is CoreObject { Members: var members } && right is CoreObject other
            && Keys(members) is { } values && Keys(other.Members) is { } others && values.Count == others.Count
            && values.Keys.All(others.ContainsKey))
        {
            foreach (var (key, value) in values)
            {
                Unify(at, value, others[key]);
            }
        }
        else
        {
            _out.Add(new CoreUnify(at, left, right));
        }

        // A constant array has items too: the other side may contain variables.
        static IReadOnlyList<CoreTerm>? Items(CoreTerm term) => term switch
        {
            CoreArray array => array.Items,
            CoreConstant { Value: RegoArray array } => [.. array.Items.ToArray().Select(item => new CoreConstant(item))],
            _ => null,
        };

        // Null unless all keys are distinct constants.
        static Dictionary<RegoValue, CoreTerm>? Keys(IReadOnlyList<(CoreTerm Key, CoreTerm Value)> members)
        {
            var keys = new Dictionary<RegoValue, CoreTerm>(members.Count);
            return members.All(member => member.Key is CoreConstant constant && keys.TryAdd(constant.Value, member.Value)) ? keys : null;
        }
    }

    private void Assign(AssignStatement assign)
    {
        if (assign.Left is not (VariableTerm or ArrayTerm or ObjectTerm))
        {
            _errors.Add(assign.At, CompileErrors.Compile, "cannot assign to term");
            return;
        }

        // The right side is resolved with the names from before the assignment.
        if (assign.Right is CallTerm call)
        {
            Call(call, () => Declared(assign.Left, assign.At), _out);
        }
        else
        {
            var right = Term(assign.Right);
            Unify(assign.At, Declared(assign.Left, assign.At), right);
        }
    }
}
