using Rego.Evaluate;
using Rego.Values;

namespace Rego.Builtins;

/// <summary>Builtins of objects.</summary>
internal static class ObjectBuiltins
{
    private const Kinds Keys = Kinds.Array | Kinds.Set | Kinds.Object;

    internal static Builtin[] All { get; } =
    [
        new("object.get", [Kinds.Object, Kinds.Any, Kinds.Any], Kinds.Any, (_, arguments) => Get(arguments)) { IsQuick = true },
        new("object.keys", [Kinds.Object], Kinds.Set, (_, arguments) => SetOf(arguments.Object(0).Keys)),
        new("object.remove", [Kinds.Object, Keys], Kinds.Object, (_, arguments) =>
        {
            var keys = KeysOf(arguments[1]);
            return Filter(arguments.Object(0), key => !keys.Contains(key));
        }),
        new("object.filter", [Kinds.Object, Keys], Kinds.Object, (_, arguments) =>
        {
            var keys = KeysOf(arguments[1]);
            return Filter(arguments.Object(0), keys.Contains);
        }),
        new("object.union", [Kinds.Object, Kinds.Object], Kinds.Object,
            (evaluation, arguments) => Union(evaluation, arguments[0], arguments[1])),
        new("object.union_n", [Kinds.Array], Kinds.Object, (evaluation, arguments) => UnionAll(evaluation, arguments.Array(0))),
        new("object.subset", [Keys, Keys], Kinds.Boolean,
            (evaluation, arguments) => Subset(evaluation, arguments[0], arguments[1])),
    ];

    internal static RegoObject Filter(RegoObject obj, Func<RegoValue, bool> keep)
    {
        var members = new RegoObject.Builder(obj.Count);
        for (var i = 0; i < obj.Count; i++)
        {
            if (keep(obj.KeyAt(i)))
            {
                members.Set(obj.KeyAt(i), obj.ValueAt(i));
            }
        }

        return members.Build();
    }

    private static RegoSet SetOf(ReadOnlySpan<RegoValue> items)
    {
        var set = new RegoSet.Builder(items.Length);
        foreach (var item in items)
        {
            set.Add(item);
        }

        return set.Build();
    }

    private static RegoSet KeysOf(RegoValue keys) => keys switch
    {
        RegoSet set => set,
        RegoObject obj => SetOf(obj.Keys),
        _ => SetOf(((RegoArray)keys).Items),
    };

    private static RegoValue Get(ReadOnlySpan<RegoValue> arguments)
    {
        if (arguments[1] is not RegoArray path)
        {
            return arguments[0].Get(arguments[1]) ?? arguments[2];
        }

        RegoValue? value = arguments[0];
        foreach (var step in path.Items)
        {
            value = value?.Get(step);
        }

        return value ?? arguments[2];
    }

    /// <summary>Merges two objects. Members that are objects in both are merged too; otherwise the right one's member wins.</summary>
    private static RegoValue Union(Evaluation evaluation, RegoValue left, RegoValue right)
    {
        if (left is not RegoObject first || right is not RegoObject second)
        {
            return right;
        }

        Depth.Check();
        evaluation.Limits.Members(first.Count + second.Count);
        var members = new RegoObject.Builder(first.Count + second.Count);
        members.SetAll(first);
        for (var i = 0; i < second.Count; i++)
        {
            var key = second.KeyAt(i);
            members.Set(key, members.Get(key) is { } other ? Union(evaluation, other, second.ValueAt(i)) : second.ValueAt(i));
        }

        return members.Build();
    }

    private static RegoValue UnionAll(Evaluation evaluation, RegoArray objects)
    {
        RegoValue result = RegoObject.Empty;
        foreach (var item in objects.Items)
        {
            if (item is not RegoObject)
            {
                throw BuiltinException.Operand(1, "array of objects", $"array containing {item.Kind.Name()}");
            }

            result = Union(evaluation, result, item);
        }

        return result;
    }

    private static RegoValue Subset(Evaluation evaluation, RegoValue super, RegoValue sub) => (super, sub) switch
    {
        (RegoObject, RegoObject) => RegoValue.From(Covers(evaluation, super, sub)),
        (RegoSet whole, RegoSet part) => RegoValue.From(Members.Values(part).All(whole.Contains)),
        (RegoArray whole, RegoSet part) => RegoValue.From(Has(evaluation, whole, part)),
        (RegoArray whole, RegoArray part) => RegoValue.From(Contiguous(evaluation, whole, part)),
        _ => throw new BuiltinException("both arguments object.subset must be of the same type or array and set", isType: true),
    };

    /// <summary>Compares objects member by member, sets by membership, and other values by equality.</summary>
    private static bool Covers(Evaluation evaluation, RegoValue super, RegoValue sub)
    {
        Depth.Check();
        evaluation.Limits.Members(sub.Breadth >> 3);
        return (super, sub) switch
        {
            (RegoObject whole, RegoObject part) => part.ToSortedArray().All(member =>
                whole.Get(member.Key) is { } value && Covers(evaluation, value, member.Value)),
            (RegoSet whole, RegoSet part) => Members.Values(part).All(whole.Contains),
            (RegoArray whole, RegoArray part) => Contiguous(evaluation, whole, part),
            _ => evaluation.Limits.Same(super, sub),
        };
    }

    private static bool Has(Evaluation evaluation, RegoArray whole, RegoSet part)
    {
        var items = new RegoSet.Builder();
        foreach (var item in whole.Items)
        {
            items.Add(item);
        }

        evaluation.Limits.Members(whole.Items.Length);
        var members = items.Build();
        return Members.Values(part).All(members.Contains);
    }

    private static bool Contiguous(Evaluation evaluation, RegoArray whole, RegoArray part)
    {
        evaluation.Limits.Step(((long)whole.Items.Length * Math.Max(1, part.Weight)) >> 6);
        for (var start = 0; start + part.Items.Length <= whole.Items.Length; start++)
        {
            if (whole.Items.Slice(start, part.Items.Length).SequenceEqual(part.Items))
            {
                return true;
            }
        }

        return false;
    }
}
