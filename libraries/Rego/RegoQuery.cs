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
    /// <param name="cancellationToken">Cancels the evaluation, which has no time limit otherwise.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed. Callers that decide by its result must deny.</exception>
    public RegoValue? Evaluate(
        RegoValue? input, RegoEvaluationOptions? options = null, CancellationToken cancellationToken = default) =>
        Evaluate(input, out _, options, cancellationToken);

    /// <summary>The value, and what it depends on.</summary>
    /// <param name="input">The input document; null leaves <c>input</c> undefined.</param>
    /// <param name="reads">What the evaluation read.</param>
    /// <param name="options">Limits and environment.</param>
    /// <param name="cancellationToken">Cancels the evaluation, which has no time limit otherwise.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed. Callers that decide by its result must deny.</exception>
    public RegoValue? Evaluate(
        RegoValue? input, out RegoReads reads, RegoEvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_clause.Value is null)
        {
            return Solve(input, out reads, options, cancellationToken) is [var first, ..] ? first.Expressions[0] : null;
        }

        try
        {
            var evaluation = Begin(input, options, cancellationToken);
            var value = _clause.Value.Evaluate(evaluation, evaluation.Frames.Enter(_clause));
            reads = End(evaluation);
            return value;
        }
        catch (Exception exception) when (exception is not RegoEvaluationException)
        {
            throw EvaluationErrors.Of(exception);
        }
    }

    /// <summary>All solutions of the query.</summary>
    /// <param name="input">The input document; null leaves <c>input</c> undefined.</param>
    /// <param name="options">Limits and environment.</param>
    /// <param name="cancellationToken">Cancels the evaluation, which has no time limit otherwise.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed.</exception>
    public IReadOnlyList<RegoSolution> EvaluateBindings(
        RegoValue? input, RegoEvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_clause.Value is null)
        {
            return Solve(input, out _, options, cancellationToken);
        }

        return Evaluate(input, options, cancellationToken) is { } value
            ? [new RegoSolution(new Dictionary<string, RegoValue>(), [value])]
            : [];
    }

    private List<RegoSolution> Solve(
        RegoValue? input, out RegoReads reads, RegoEvaluationOptions? options, CancellationToken cancellationToken)
    {
        try
        {
            var evaluation = Begin(input, options, cancellationToken);
            var solutions = new List<RegoSolution>();
            var frame = evaluation.Frames.Enter(_clause);
            frame.Collectors[0] = solutions;
            _clause.Body.Run(evaluation, frame);
            reads = End(evaluation);
            return solutions;
        }
        catch (Exception exception) when (exception is not RegoEvaluationException)
        {
            throw EvaluationErrors.Of(exception);
        }
    }

    private Evaluation Begin(RegoValue? input, RegoEvaluationOptions? options, CancellationToken cancellationToken) =>
        Evaluation.Begin(Policy, input, options ?? RegoEvaluationOptions.Default, cancellationToken);

    private RegoReads End(Evaluation evaluation)
    {
        var reads = new RegoReads(Policy.Compiler.Inputs, evaluation.Session.Reads);
        evaluation.Frames.Leave(_clause);
        evaluation.End();
        return reads;
    }
}
