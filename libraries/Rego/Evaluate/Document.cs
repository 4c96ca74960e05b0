using Rego.Values;

namespace Rego.Evaluate;

/// <summary>
/// A location in <c>data</c>, where up to three sources meet: the tree of rules, the value of a rule further up
/// (<paramref name="Extent"/>), and the base document. Rules hide base data; extents and rules must agree.
/// </summary>
internal readonly record struct Document(RuleNode? Node, RegoValue? Extent, RegoValue? Base)
{
    internal static Document? Root(Evaluation evaluation) => Enter(evaluation, evaluation.Root, null, evaluation.Data);

    internal bool IsValue => Node is null;

    internal Document? Step(Evaluation evaluation, RegoValue key)
    {
        evaluation.Limits.Step();
        var extent = Extent?.Get(key);
        var @base = Base?.Get(key);
        if (Node?.Child(key) is { IsFunction: false } child)
        {
            return Enter(evaluation, child, extent, @base);
        }

        return extent is null && @base is null ? null : new Document(null, extent, @base);
    }

    /// <summary>The keys below this location, in OPA's order.</summary>
    internal RegoValue[] Keys(Evaluation evaluation)
    {
        var keys = new RegoSet.Builder();
        if (Node is not null)
        {
            foreach (var child in Node.Children.Where(child => !child.IsFunction))
            {
                keys.Add(child.Key);
            }
        }

        foreach (var value in new[] { Extent, Base })
        {
            if (value is RegoObject obj)
            {
                evaluation.Limits.Members(obj.Count);
                foreach (var key in obj.Keys)
                {
                    keys.Add(key);
                }
            }
        }

        return keys.Build().ToSortedArray();
    }

    internal RegoValue? Value(Evaluation evaluation)
    {
        if (Node is null && (Extent is not RegoObject || Base is not RegoObject))
        {
            return Extent ?? Base;
        }

        Depth.Check();
        var members = new RegoObject.Builder();
        foreach (var key in Keys(evaluation))
        {
            var value = Step(evaluation, key)?.Value(evaluation);
            // In the value of a whole package, unlike in a reference to one of its rules, base data takes precedence.
            if (Node?.Child(key) is { Rules: not null } && Base?.Get(key) is { } known)
            {
                value = Overlay(evaluation, known, value);
            }

            if (value is not null)
            {
                members.Set(key, value);
            }
        }

        return members.Build();
    }

    private static Document? Enter(Evaluation evaluation, RuleNode node, RegoValue? extent, RegoValue? @base)
    {
        if (evaluation.Overridden?.Contains(node) == true)
        {
            return @base is null ? null : new Document(null, null, @base);
        }

        if (node.Rules is null)
        {
            return new Document(node, extent, @base);
        }

        var own = evaluation.Value(node);
        if (node.Rules.IsExtensible)
        {
            return new Document(node, Merge(evaluation, extent, own), @base);
        }

        var value = node.Rules is PartialSetRules && extent is RegoSet more && own is RegoSet set
            ? Union(evaluation, more, set)
            : Merge(evaluation, extent, own);
        return value is null ? null : new Document(null, null, value);
    }

    private static RegoSet Union(Evaluation evaluation, RegoSet left, RegoSet right)
    {
        evaluation.Limits.Members(left.Count + right.Count);
        var members = new RegoSet.Builder(left.Count);
        members.AddAll(left);
        members.AddAll(right);
        return members.Build();
    }

    private static RegoValue Overlay(Evaluation evaluation, RegoValue first, RegoValue? second)
    {
        if (first is not RegoObject members || second is not RegoObject others)
        {
            return first;
        }

        Depth.Check();
        evaluation.Limits.Members(members.Count + others.Count);
        var merged = new RegoObject.Builder(others.Count);
        merged.SetAll(others);
        for (var i = 0; i < members.Count; i++)
        {
            merged.Set(members.KeyAt(i), Overlay(evaluation, members.ValueAt(i), merged.Get(members.KeyAt(i))));
        }

        return merged.Build();
    }

    /// <summary>Merges two values: objects member by member; anything else must be equal.</summary>
    private static RegoValue? Merge(Evaluation evaluation, RegoValue? left, RegoValue? right)
    {
        if (left is null || right is null)
        {
            return left ?? right;
        }

        if (left is not RegoObject first || right is not RegoObject second)
        {
            return left.Equals(right)
                ? left
                : throw new RegoEvaluationException(EvaluationErrors.Conflict, EvaluationErrors.ObjectConflict);
        }

        Depth.Check();
        evaluation.Limits.Members(first.Count + second.Count);
        var members = new RegoObject.Builder(first.Count);
        members.SetAll(first);
        for (var i = 0; i < second.Count; i++)
        {
            members.Set(second.KeyAt(i), Merge(evaluation, members.Get(second.KeyAt(i)), second.ValueAt(i))!);
        }

        return members.Build();
    }
}
