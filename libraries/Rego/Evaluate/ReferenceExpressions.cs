using Rego.Values;

namespace Rego.Evaluate;

/// <summary><c>input.a.b</c>: the most common reference, with constant steps only.</summary>
internal sealed class InputPathExpression(RegoValue[] path, ulong reads) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        evaluation.Session.Read(reads);
        var value = evaluation.Input;
        foreach (var step in path)
        {
            if (value is null)
            {
                return null;
            }

            value = value.Get(step);
        }

        return value;
    }
}

/// <summary>A path from a value.</summary>
internal class PathExpression(Expression head, Expression[] path) : Expression
{
    internal sealed override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        var value = head.Evaluate(evaluation, frame);
        foreach (var step in path)
        {
            if (value is null || step.Evaluate(evaluation, frame) is not { } key)
            {
                return null;
            }

            value = Get(value, key);
        }

        return value;
    }

    private protected virtual RegoValue? Get(RegoValue value, RegoValue key) => value.Get(key);
}

/// <summary>A path in the base document. JSON has only names as keys, so a number also finds the member of that name.</summary>
internal sealed class BasePathExpression(Expression[] path) : PathExpression(new BaseExpression(), path)
{
    private protected override RegoValue? Get(RegoValue value, RegoValue key) =>
        value.Get(key) ?? (key is RegoNumber number ? value.Get(RegoString.Of(number.ToNumberText())) : null);
}

/// <summary>The value of a rule, or of its replacement by <c>with</c>.</summary>
internal sealed class RuleExpression(RuleNode node, RegoValue[] path) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        if (!evaluation.IsOverridden(node))
        {
            return evaluation.Value(node);
        }

        Document? document = Document.Root(evaluation);
        foreach (var step in path)
        {
            document = document?.Step(evaluation, step);
        }

        return document?.Value(evaluation);
    }
}

/// <summary>A path from <c>data</c> through packages, rules and base data.</summary>
internal sealed class DocumentExpression(Expression[] path) : Expression
{
    internal override RegoValue? Evaluate(Evaluation evaluation, Frame frame)
    {
        Depth.Check();
        Document? document = Document.Root(evaluation);
        foreach (var step in path)
        {
            if (document is null || step.Evaluate(evaluation, frame) is not { } key)
            {
                return null;
            }

            document = document.Value.Step(evaluation, key);
        }

        return document?.Value(evaluation);
    }
}
