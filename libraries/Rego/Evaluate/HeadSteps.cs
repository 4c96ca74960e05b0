using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The end of the body of a complete rule or function: sets its value.</summary>
internal sealed class ValueStep(Expression value, bool isConstant, string conflict, Location at) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        if (value.Evaluate(evaluation, frame) is not { } result)
        {
            return false;
        }

        if (frame.Result is not null && !frame.Result.Equals(result))
        {
            throw EvaluationErrors.At(at, EvaluationErrors.Conflict, conflict);
        }

        frame.Result = result;
        return isConstant;
    }
}

/// <summary>The end of the body of a partial set: adds a member.</summary>
internal sealed class MemberStep(Expression value) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        evaluation.Limits.Reserve(32);
        if (value.Evaluate(evaluation, frame) is { } member)
        {
            ((RegoSet.Builder)frame.Collectors[0]!).Add(member);
        }

        return false;
    }
}

/// <summary>The end of the body of a rule with variables in its head: adds to its extent.</summary>
internal sealed class ExtentStep(Expression[] path, Expression value, bool isMember, Location at) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        evaluation.Limits.Reserve(256);
        var keys = new RegoValue[path.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (path[i].Evaluate(evaluation, frame) is not { } key)
            {
                return false;
            }

            keys[i] = key;
        }

        if (value.Evaluate(evaluation, frame) is { } result)
        {
            ((Extent)frame.Collectors[0]!).Add(keys, result, isMember, at);
        }

        return false;
    }
}

/// <summary>The end of a query: adds a solution.</summary>
internal sealed class SolutionStep((string Name, Expression Value)[] bindings, Expression[] values) : Step
{
    internal override bool Run(Evaluation evaluation, Frame frame)
    {
        evaluation.Limits.Step();
        var bound = new Dictionary<string, RegoValue>(bindings.Length);
        foreach (var (name, value) in bindings)
        {
            bound[name] = value.Evaluate(evaluation, frame)!;
        }

        var solution = new RegoSolution(bound, [.. values.Select(value => value.Evaluate(evaluation, frame)!)]);
        ((List<RegoSolution>)frame.Collectors[0]!).Add(solution);
        return false;
    }
}
