using Rego.Values;

namespace Rego.Evaluate;

/// <summary>A comprehension: its body ends in a <see cref="GatherStep"/>, which adds to the collection.</summary>
internal sealed class ComprehensionExpression(RegoKind kind, int collector) : Expression
{
    /// <summary>The first step of the body.</summary>
    internal Step Body { get; set; } = null!;

    internal override RegoValue Evaluate(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        object gathered = kind switch
        {
            RegoKind.Array => new List<RegoValue>(),
            RegoKind.Set => new RegoSet.Builder(),
            _ => new RegoObject.Builder(),
        };
        frame.Collectors[collector] = gathered;
        Body.Run(evaluation, frame);
        return gathered switch
        {
            List<RegoValue> items => RegoArray.Of([.. items]),
            RegoSet.Builder members => members.Build(),
            _ => ((RegoObject.Builder)gathered).Build(),
        };
    }
}

/// <summary>The end of a comprehension's body.</summary>
internal sealed class GatherStep(int collector, Expression? key, Expression value, Location at) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        if (value.Evaluate(evaluation, frame) is not { } item)
        {
            return false;
        }

        evaluation.Limits.Reserve(32);
        switch (frame.Collectors[collector])
        {
            case List<RegoValue> items:
                items.Add(item);
                break;
            case RegoSet.Builder members:
                members.Add(item);
                break;
            case RegoObject.Builder members:
                if (key!.Evaluate(evaluation, frame) is not { } name)
                {
                    return false;
                }

                if (members.Get(name) is { } other && !other.Equals(item))
                {
                    throw EvaluationErrors.At(at, EvaluationErrors.Conflict, EvaluationErrors.ObjectConflict);
                }

                members.Set(name, item);
                break;
            default:
                break;
        }

        return false;
    }
}
