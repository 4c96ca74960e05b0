namespace Rego;

/// <summary>Limits and surroundings of one evaluation.</summary>
public sealed class RegoEvaluationOptions
{
    /// <summary>The defaults: strict, with budgets, on the system's clock.</summary>
    public static RegoEvaluationOptions Default { get; } = new();

    /// <summary>Whether a failing builtin fails the evaluation (true, the default) or makes its expression undefined.
    /// Authorization must be strict: an undefined expression under <c>not</c> would otherwise allow.</summary>
    public bool StrictBuiltinErrors { get; init; } = true;

    /// <summary>Expressions that may be tried before the evaluation is cut off. 10 million by default.</summary>
    public long StepBudget { get; init; } = 10_000_000;

    /// <summary>Bytes that the evaluation may allocate before it is cut off. 512 MiB by default.</summary>
    public long MemoryBudget { get; init; } = 512L << 20;

    /// <summary>The clock behind <c>time.now_ns</c>, read once an evaluation.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Takes each line that <c>print</c> writes; without it <c>print</c> does nothing.</summary>
    public Action<string>? Print { get; init; }

    /// <summary>Cuts the evaluation off.</summary>
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
