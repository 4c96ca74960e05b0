using Rego.Values;

namespace Rego.Evaluate;

/// <summary>A term that values are matched against; a match binds its variables.</summary>
internal abstract class Pattern
{
    internal abstract bool Match(Evaluation evaluation, Frame frame, RegoValue value);
}

internal sealed class AnyPattern : Pattern
{
    internal static readonly AnyPattern Instance = new();

    internal override bool Match(Evaluation evaluation, Frame frame, RegoValue value) => true;
}

internal sealed class BindPattern(int slot) : Pattern
{
    internal override bool Match(Evaluation evaluation, Frame frame, RegoValue value)
    {
        frame.Slots[slot] = value;
        return true;
    }
}

internal sealed class EqualPattern(Expression expression) : Pattern
{
    internal override bool Match(Evaluation evaluation, Frame frame, RegoValue value) =>
        expression.Evaluate(evaluation, frame) is { } wanted && evaluation.Limits.Same(wanted, value);
}

internal sealed class ArrayPattern(Pattern[] items) : Pattern
{
    internal override bool Match(Evaluation evaluation, Frame frame, RegoValue value)
    {
        if (value is not RegoArray array || array.Items.Length != items.Length)
        {
            return false;
        }

        Depth.Check();
        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].Match(evaluation, frame, array.Items[i]))
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed class ObjectPattern((Expression Key, Pattern Value)[] members) : Pattern
{
    internal override bool Match(Evaluation evaluation, Frame frame, RegoValue value)
    {
        if (value is not RegoObject obj || obj.Count != members.Length)
        {
            return false;
        }

        Depth.Check();
        foreach (var member in members)
        {
            if (member.Key.Evaluate(evaluation, frame) is not { } key
                || obj.Get(key) is not { } found
                || !member.Value.Match(evaluation, frame, found))
            {
                return false;
            }
        }

        return true;
    }
}
