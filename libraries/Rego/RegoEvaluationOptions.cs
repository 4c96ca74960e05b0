namespace Rego;

/// <summary>Limits and surroundings of one evaluation.</summary>
public sealed class RegoEvaluationOptions
{
    /// <summary>The defaults: strict, with budgets, on the system's clock.</summary>
    public static RegoEvaluationOptions Default { get; } = new();

    /// <summary>Whether a failing builtin fails the evaluation (true, the default) or makes its expression undefined.
    /// Authorization must be strict: an undefined expression under <c>not</c> would otherwise allow.</summary>
    public bool StrictBuiltinErrors { get; init; } = true;

    /// <summary>Expressions that may be tried before the evaluation is cut off; builtins that go through long values count for their
    /// length. 100,000 by default: a decision takes a few hundred.</summary>
    public long StepBudget { get; init; } = 100_000;

    /// <summary>Bytes that the evaluation may allocate before it is cut off; builtins ask before they allocate. 8 MiB by default: a
    /// decision takes a few thousand.</summary>
    public long MemoryBudget { get; init; } = 8L << 20;

    /// <summary>The clock behind <c>time.now_ns</c>, read once an evaluation.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Takes each line that <c>print</c> writes; without it <c>print</c> does nothing.</summary>
    public Action<string>? Print { get; init; }

    /// <summary>Cuts the evaluation off; there is no limit of time of its own.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal RegoEvaluationOptions WithPrint(Action<string> print) => new()
    {
        StrictBuiltinErrors = StrictBuiltinErrors,
        StepBudget = StepBudget,
        MemoryBudget = MemoryBudget,
        TimeProvider = TimeProvider,
        Print = print,
        CancellationToken = CancellationToken,
    };
}
