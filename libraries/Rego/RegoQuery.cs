namespace Rego;

/// <summary>A compiled query over a policy. Immutable; one instance serves all threads.</summary>
public sealed class RegoQuery
{
    internal RegoQuery(RegoPolicy policy) => Policy = policy;

    /// <summary>The policy that the query asks.</summary>
    public RegoPolicy Policy { get; }

    /// <summary>The value of the query's single expression, or null if it is undefined.</summary>
    /// <param name="input">The input document; null leaves <c>input</c> undefined.</param>
    /// <param name="options">Limits and surroundings.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed; whoever asked for a decision must deny.</exception>
    public RegoValue? Evaluate(RegoValue? input, RegoEvaluationOptions? options = null)
    {
        var solutions = EvaluateBindings(input, options);
        return solutions.Count == 0 ? null : solutions[0].Expressions[0];
    }

    /// <summary>Every way in which the query holds.</summary>
    /// <param name="input">The input document; null leaves <c>input</c> undefined.</param>
    /// <param name="options">Limits and surroundings.</param>
    /// <exception cref="RegoEvaluationException">The evaluation failed.</exception>
    public IReadOnlyList<RegoSolution> EvaluateBindings(RegoValue? input, RegoEvaluationOptions? options = null) =>
        throw new NotSupportedException(Policy.ToString());
}
