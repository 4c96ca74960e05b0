namespace Rego.Evaluate;

/// <summary>What one evaluation may still use, shared by all documents under <c>with</c>.</summary>
internal sealed class EvaluationLimits
{
    private const int Chunk = 1024;

    private readonly RegoEvaluationOptions _options;
    private readonly long _startBytes = GC.GetAllocatedBytesForCurrentThread();
    private long _steps;
    private int _untilCheck = Chunk;

    internal EvaluationLimits(RegoEvaluationOptions options)
    {
        _options = options;
        _steps = options.StepBudget;
        _untilCheck = (int)Math.Min(Chunk, Math.Max(0, _steps));
        if (options.CancellationToken.IsCancellationRequested)
            throw Cancelled("caller cancelled query execution");
    }

    /// <summary>Counts one step; looks at the budgets every now and then.</summary>
    internal void Step()
    {
        if (--_untilCheck < 0)
            Check();
    }

    /// <summary>Refuses work whose size is known beforehand and too large.</summary>
    /// <param name="bytes">Bytes that the work is about to allocate.</param>
    internal void Reserve(long bytes)
    {
        if (bytes > _options.MemoryBudget - (GC.GetAllocatedBytesForCurrentThread() - _startBytes))
            throw Cancelled("memory budget exceeded");
    }

    private void Check()
    {
        _steps -= Chunk;
        if (_steps < 0)
            throw Cancelled("step budget exceeded");
        if (_options.CancellationToken.IsCancellationRequested)
            throw Cancelled("caller cancelled query execution");
        Reserve(0);
        _untilCheck = (int)Math.Min(Chunk, _steps);
    }

    private static RegoEvaluationException Cancelled(string message) => new(EvaluationErrors.Cancel, message);
}
