using Rego.Values;

namespace Rego.Evaluate;

/// <summary>
/// A statement of a body. It runs the next step once for each of its solutions, so that the last step runs once for each solution of
/// the body. A step returns true to stop the search.
/// </summary>
internal abstract class Step
{
    internal virtual Step Next { get; set; } = null!;

    internal abstract bool Run(Evaluation evaluation, Frame frame);
}

/// <summary>Guards long bodies, since each step runs inside the one before it.</summary>
internal sealed class DepthStep : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        return Next.Run(evaluation, frame);
    }
}

/// <summary>The end of a body that only has to hold: one solution is enough.</summary>
internal sealed class FoundStep : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame) => true;
}

/// <summary>An expression that must be defined and not false.</summary>
internal sealed class TestStep(Expression expression) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        evaluation.Limits.Step();
        var value = expression.Evaluate(evaluation, frame);
        return value is not null && !ReferenceEquals(value, RegoBoolean.FalseValue) && Next.Run(evaluation, frame);
    }
}

/// <summary>Two expressions that must be equal.</summary>
internal sealed class EqualStep(Expression left, Expression right) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        evaluation.Limits.Step();
        return left.Evaluate(evaluation, frame) is { } a
            && right.Evaluate(evaluation, frame) is { } b
            && evaluation.Limits.Same(a, b)
            && Next.Run(evaluation, frame);
    }
}

/// <summary>A value that a pattern must match.</summary>
internal sealed class MatchStep(Expression expression, Pattern pattern) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        evaluation.Limits.Step();
        return expression.Evaluate(evaluation, frame) is { } value
            && pattern.Match(evaluation, frame, value)
            && Next.Run(evaluation, frame);
    }
}

/// <summary>A body that must not hold.</summary>
internal sealed class NotStep(Step body) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        return !body.Run(evaluation, frame) && Next.Run(evaluation, frame);
    }
}

/// <summary>Two bodies of which both (<c>and</c>) or at least one (<c>or</c>) must hold.</summary>
internal sealed class LogicStep(bool isAnd, Step left, Step right) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        var holds = isAnd
            ? left.Run(evaluation, frame) && right.Run(evaluation, frame)
            : left.Run(evaluation, frame) || right.Run(evaluation, frame);
        return holds && Next.Run(evaluation, frame);
    }
}

/// <summary>A body that must hold for each member of a collection.</summary>
internal sealed class EveryStep(Expression domain, int keySlot, int valueSlot, Step body) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        if (domain.Evaluate(evaluation, frame) is not { } collection || collection.Kind < RegoKind.Array)
        {
            return false;
        }

        Depth.Check();
        evaluation.Limits.Reserve(collection.Breadth * 2L);
        foreach (var (key, value) in Members.Of(collection))
        {
            evaluation.Limits.Step();
            if (keySlot >= 0)
            {
                frame.Slots[keySlot] = key;
            }

            frame.Slots[valueSlot] = value;
            if (!body.Run(evaluation, frame))
            {
                return false;
            }
        }

        return Next.Run(evaluation, frame);
    }
}
