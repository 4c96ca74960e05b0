using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The body and result of a rule, of a branch of an <c>else</c> chain, or of a query.</summary>
internal sealed class Clause
{
    internal int Slots { get; set; }

    internal int Collectors { get; set; }

    /// <summary>The first step of the body.</summary>
    internal Step Body { get; set; } = null!;

    internal Clause? Else { get; set; }

    /// <summary>The value, if it is the same for every solution.</summary>
    internal RegoValue? Constant { get; set; }

    /// <summary>In place of the body: a query of one term with at most one value and without variables.</summary>
    internal Expression? Value { get; init; }

    /// <summary>The node of the rule; null for a query.</summary>
    internal RuleNode? Node { get; init; }

    internal Location At { get; init; }

    /// <summary>Runs the body; an exception gets the name of the rule.</summary>
    internal void Run(Evaluation evaluation, Frame frame)
    {
        try
        {
            Body.Run(evaluation, frame);
        }
        catch (Exception exception) when (Node is not null && EvaluationErrors.IsNew(exception))
        {
            throw EvaluationErrors.In(Node, At, exception);
        }
    }

    /// <summary>Runs a body that adds to a collection.</summary>
    internal void Collect(Evaluation evaluation, object collection)
    {
        var frame = evaluation.Frames.Enter(this);
        frame.Collectors[0] = collection;
        Run(evaluation, frame);
        evaluation.Frames.Leave(this);
    }

    /// <summary>The value of the first branch that is defined.</summary>
    internal RegoValue? Evaluate(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        for (var clause = this; clause is not null; clause = clause.Else)
        {
            var frame = evaluation.Frames.Enter(clause);
            arguments.CopyTo(frame.Slots);
            clause.Run(evaluation, frame);
            var result = frame.Result;
            evaluation.Frames.Leave(clause);
            if (result is not null)
            {
                return result;
            }
        }

        return null;
    }
}

/// <summary>All rules that define one virtual document or function.</summary>
internal abstract class RuleSet
{
    internal List<Clause> Clauses { get; } = [];

    /// <summary>Whether rules further down the tree may extend the value.</summary>
    internal virtual bool IsExtensible => false;

    internal abstract RegoValue? Evaluate(Evaluation evaluation);
}

/// <summary>Rules with one value.</summary>
internal class SingleRules(string conflict) : RuleSet
{
    private bool _allSame;

    /// <summary>The error if two rules yield different values.</summary>
    internal string Conflict { get; } = conflict;

    /// <summary>Gives the value if no other clause does.</summary>
    internal Clause? Default { get; set; }

    /// <summary>Called when all clauses have been added.</summary>
    internal void Seal()
    {
        // If all clauses have the same constant value, the first that holds decides.
        _allSame = Clauses.Count > 0
            && Clauses.All(clause => clause.Else is null && clause.Constant is not null && clause.Constant.Equals(Clauses[0].Constant));
    }

    internal override RegoValue? Evaluate(Evaluation evaluation) => Evaluate(evaluation, []);

    protected RegoValue? Evaluate(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        RegoValue? result = null;
        foreach (var clause in Clauses)
        {
            if (clause.Evaluate(evaluation, arguments) is not { } value)
            {
                continue;
            }

            if (_allSame)
            {
                return value;
            }

            if (result is not null && !result.Equals(value))
            {
                throw EvaluationErrors.At(clause.At, EvaluationErrors.Conflict, Conflict);
            }

            result = value;
        }

        return result ?? Default?.Evaluate(evaluation, arguments);
    }
}

/// <summary>A complete rule: <c>name := value if body</c>.</summary>
internal sealed class CompleteRules(string name) : SingleRules($"rule {name} produced conflicting values");

/// <summary>A function: <c>name(x) := value if body</c>.</summary>
internal sealed class FunctionRules(string name, int index)
    : SingleRules($"function {name} produced conflicting values for the same inputs")
{
    internal RegoValue? Call(Evaluation evaluation, ReadOnlySpan<RegoValue> arguments)
    {
        evaluation.Limits.Step();
        if (arguments.Length != 1 || evaluation.Results is not { } results)
        {
            Depth.Check();
            return Evaluate(evaluation, arguments);
        }

        if (results.TryGet(index, arguments[0], evaluation.Session, out var known))
        {
            return known;
        }

        Depth.Check();
        var outer = evaluation.Session.TakeReads();
        var value = Evaluate(evaluation, arguments);
        results.Keep(index, arguments[0], value, evaluation.Session.Reads);
        evaluation.Session.Read(outer);
        return value;
    }
}

/// <summary>A partial set: <c>name contains value if body</c>.</summary>
internal sealed class PartialSetRules : RuleSet
{
    internal override RegoValue Evaluate(Evaluation evaluation)
    {
        var members = new RegoSet.Builder();
        foreach (var clause in Clauses)
        {
            clause.Collect(evaluation, members);
        }

        return members.Build();
    }
}

/// <summary>Rules with variables in their heads: <c>name[x].b := value if body</c>.</summary>
internal sealed class PartialObjectRules : RuleSet
{
    internal override bool IsExtensible => true;

    internal override RegoValue Evaluate(Evaluation evaluation)
    {
        var extent = new Extent();
        foreach (var clause in Clauses)
        {
            clause.Collect(evaluation, extent);
        }

        return extent.Build();
    }
}
