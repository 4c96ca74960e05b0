using Rego.Values;

namespace Rego.Evaluate;

/// <summary>One step of a reference: a key, or a pattern that all keys are matched against.</summary>
internal readonly record struct PathStep(Expression? Key, Pattern? Pattern);

/// <summary>A reference with several values: where a step has no key, iterates over the members of the collection.</summary>
internal sealed class ReferenceStep(Expression head, PathStep[] path, Pattern? target) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame) =>
        head.Evaluate(evaluation, frame) is { } value && From(evaluation, frame, value, 0);

    internal bool From(Evaluation evaluation, Frame frame, RegoValue value, int index)
    {
        while (true)
        {
            evaluation.Limits.Step();
            if (index == path.Length)
            {
                return Accept(evaluation, frame, value);
            }

            var step = path[index++];
            if (step.Key is null)
            {
                return Each(evaluation, frame, value, step.Pattern!, index);
            }

            if (step.Key.Evaluate(evaluation, frame) is not { } key || value.Get(key) is not { } member)
            {
                return false;
            }

            value = member;
        }
    }

    private bool Each(Evaluation evaluation, Frame frame, RegoValue collection, Pattern pattern, int index)
    {
        if (collection is not RegoArray)
        {
            evaluation.Limits.Reserve(collection.Breadth * 2L);
        }

        switch (collection)
        {
            case RegoArray array:
                for (var i = 0; i < array.Items.Length; i++)
                {
                    if (Matches(evaluation, frame, pattern, RegoNumber.Of(i)) && From(evaluation, frame, array.Items[i], index))
                    {
                        return true;
                    }
                }

                return false;
            case RegoSet set:
                foreach (var member in set.ToSortedArray())
                {
                    if (Matches(evaluation, frame, pattern, member) && From(evaluation, frame, member, index))
                    {
                        return true;
                    }
                }

                return false;
            case RegoObject obj:
                foreach (var i in obj.Sorted)
                {
                    if (Matches(evaluation, frame, pattern, obj.KeyAt(i)) && From(evaluation, frame, obj.ValueAt(i), index))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }

    /// <summary>Matches a key; a mismatch is counted here, a match in <see cref="From"/>.</summary>
    private static bool Matches(Evaluation evaluation, Frame frame, Pattern pattern, RegoValue key)
    {
        if (pattern.Match(evaluation, frame, key))
        {
            return true;
        }

        evaluation.Limits.Step();
        return false;
    }

    private bool Accept(Evaluation evaluation, Frame frame, RegoValue value)
    {
        var holds = target is null
            ? !ReferenceEquals(value, RegoBoolean.FalseValue)
            : target.Match(evaluation, frame, value);
        return holds && Next.Run(evaluation, frame);
    }
}

/// <summary>A reference with several values through packages and rules.</summary>
internal sealed class DocumentStep(PathStep[] path, ReferenceStep rest) : Step
{
    /// <summary>Continues from a plain value, along the same path.</summary>
    private readonly ReferenceStep _rest = rest;

    internal override Step Next
    {
        get => _rest.Next;
        set => _rest.Next = value;
    }

    internal override bool Run(Evaluation evaluation, Frame frame) =>
        Document.Root(evaluation) is { } document && From(evaluation, frame, document, 0);

    private bool From(Evaluation evaluation, Frame frame, Document document, int index)
    {
        if (document.IsValue || index == path.Length)
        {
            return document.Value(evaluation) is { } value && _rest.From(evaluation, frame, value, index);
        }

        var step = path[index];
        if (step.Key is not null)
        {
            return step.Key.Evaluate(evaluation, frame) is { } key
                && document.Step(evaluation, key) is { } next
                && From(evaluation, frame, next, index + 1);
        }

        foreach (var key in document.Keys(evaluation))
        {
            if (step.Pattern!.Match(evaluation, frame, key)
                && document.Step(evaluation, key) is { } next
                && From(evaluation, frame, next, index + 1))
            {
                return true;
            }
        }

        return false;
    }
}
