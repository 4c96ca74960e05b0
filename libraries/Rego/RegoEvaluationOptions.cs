namespace Rego;

/// <summary>Limits and environment of one evaluation.</summary>
public sealed class RegoEvaluationOptions
{
    /// <summary>The defaults: strict, within budgets, on the system clock.</summary>
    public static RegoEvaluationOptions Default { get; } = new();

    /// <summary>Whether a builtin's error fails the evaluation (true, the default) or makes its expression undefined.
    /// Authorization must be strict: an undefined expression under <c>not</c> would otherwise allow.</summary>
    public bool StrictBuiltinErrors { get; init; } = true;

    /// <summary>The most expressions that are evaluated before the evaluation fails; a builtin counts for more if its arguments are
    /// long. 100,000 by default; a decision takes a few hundred.</summary>
    public long StepBudget { get; init; } = 100_000;

    /// <summary>The most bytes that are allocated before the evaluation fails; builtins check before they allocate. 8 MiB by default;
    /// a decision takes a few thousand bytes.</summary>
    public long MemoryBudget { get; init; } = 8L << 20;

    /// <summary>The clock of <c>time.now_ns</c>, read at most once per evaluation.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Receives each line that <c>print</c> writes; if it is null, <c>print</c> does nothing.</summary>
    public Action<string>? Print { get; init; }

    internal RegoEvaluationOptions WithPrint(Action<string> print) => new()
    {
        StrictBuiltinErrors = StrictBuiltinErrors,
        StepBudget = StepBudget,
        MemoryBudget = MemoryBudget,
        TimeProvider = TimeProvider,
        Print = print,
    };
}
