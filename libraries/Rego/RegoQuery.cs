using Rego.Evaluate;
using Rego.Values;

namespace Rego;

/// <summary>A compiled query over a policy. Immutable and safe for concurrent use.</summary>
public sealed class RegoQuery
{
    private readonly Clause _clause;

    internal RegoQuery(RegoPolicy policy, Clause clause)
    {
        Policy = policy;
        _clause = clause;
    }

    /// <summary>The policy that the query is evaluated over.</summary>
    public RegoPolicy Policy { get; }

    /// <summary>The value of the query's first expression in its first solution, or null if it is undefined.</summary>
    /// <param name="input">The input document; null leaves <c>input</c> undefined.</param>
    /// <param name="options">Limits and environment.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed. Callers that decide by its result must deny.</exception>
    public RegoValue? Evaluate(RegoValue? input, RegoEvaluationOptions? options = null) => Evaluate(input, options, out _);

    /// <summary>As <see cref="Evaluate(RegoValue?, RegoEvaluationOptions?)"/>, and says what the value depends on.</summary>
    /// <param name="input">The input document; null leaves <c>input</c> undefined.</param>
    /// <param name="options">Limits and environment.</param>
    /// <param name="reads">What the evaluation read.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed. Callers that decide by its result must deny.</exception>
    public RegoValue? Evaluate(RegoValue? input, RegoEvaluationOptions? options, out RegoReads reads)
    {
        var evaluation = Start(input, options);
        var value = _clause.Value is null ? Solve(evaluation) is [var first, ..] ? first.Expressions[0] : null : Value(evaluation);
        reads = new(Policy.Compiler.Inputs, evaluation.Session.Reads);
        return value;
    }

    /// <summary>All solutions of the query.</summary>
    /// <param name="input">The input document; null leaves <c>input</c> undefined.</param>
    /// <param name="options">Limits and environment.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed.</exception>
    public IReadOnlyList<RegoSolution> EvaluateBindings(RegoValue? input, RegoEvaluationOptions? options = null)
    {
        var evaluation = Start(input, options);
        if (_clause.Value is null)
        {
            return Solve(evaluation);
        }

        return Value(evaluation) is { } value ? [new RegoSolution(new Dictionary<string, RegoValue>(), [value])] : [];
    }

    private RegoValue? Value(Evaluation evaluation)
    {
        try
        {
            return _clause.Value!.Evaluate(evaluation, new Frame(_clause.Slots, _clause.Collectors));
        }
        catch (Exception exception) when (exception is not RegoEvaluationException)
        {
            throw EvaluationErrors.Of(exception);
        }
    }

    private List<RegoSolution> Solve(Evaluation evaluation)
    {
        var solutions = new List<RegoSolution>();
        var frame = new Frame(_clause.Slots, _clause.Collectors);
        frame.Collectors[0] = solutions;
        try
        {
            _clause.Body.Run(evaluation, frame);
        }
        catch (Exception exception) when (exception is not RegoEvaluationException)
        {
            throw EvaluationErrors.Of(exception);
        }

        return solutions;
    }

    private Evaluation Start(RegoValue? input, RegoEvaluationOptions? options) =>
        new(input, Policy.Data, Policy.Compiler.Root, Policy.Compiler.Nodes, options ?? RegoEvaluationOptions.Default);
}
