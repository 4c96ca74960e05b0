using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The remaining budgets of one evaluation, which its children share.</summary>
internal sealed class EvaluationLimits
{
    // Steps between two checks of the cancellation token and of the memory: a few hundredths of a millisecond.
    private const int Chunk = 1024;

    // Bytes that may be reserved before the actual allocation is measured.
    private const int Unread = 16 << 10;

    private CancellationToken _cancellationToken;
    private long _memoryBudget;
    private long _startBytes;
    private long _steps;
    private long _checkAt;
    private long _announced;

    /// <summary>Begins another evaluation.</summary>
    internal void Reset(RegoEvaluationOptions options, CancellationToken cancellationToken)
    {
        (_memoryBudget, _cancellationToken) = (options.MemoryBudget, cancellationToken);
        _startBytes = GC.GetAllocatedBytesForCurrentThread();
        _announced = 0;
        _steps = Math.Max(0, options.StepBudget);
        CheckToken();
        _checkAt = Math.Max(0, _steps - Chunk);
    }

    /// <summary>Lets go of the caller's token.</summary>
    internal void End() => _cancellationToken = CancellationToken.None;

    /// <summary>Counts one step, and from time to time checks the budgets.</summary>
    internal void Step()
    {
        if (--_steps < _checkAt)
        {
            Check();
        }
    }

    /// <summary>Counts work of a known size before it is done.</summary>
    internal void Step(long count)
    {
        if ((_steps -= count) < _checkAt)
        {
            Check();
        }
    }

    /// <summary>Fails if the work that follows may allocate more than is left.</summary>
    /// <param name="bytes">The most that the work may allocate; small amounts are added up.</param>
    internal void Reserve(long bytes)
    {
        if ((_announced += bytes) >= Unread)
        {
            CheckMemory();
        }
    }

    /// <summary>Counts reading and copying members of collections.</summary>
    internal void Members(long count)
    {
        Step(count >> 3);
        Reserve(count << 5);
    }

    /// <summary>Counts reading and copying text.</summary>
    /// <param name="length">Length in characters.</param>
    internal void Text(long length)
    {
        Step(length >> 6);
        Reserve(length << 2);
    }

    /// <summary>Compares two values, and counts their size.</summary>
    internal bool Same(RegoValue left, RegoValue right)
    {
        if (left.Kind >= RegoKind.String && left.Kind == right.Kind && !ReferenceEquals(left, right))
        {
            Step(Math.Min(left.Weight, right.Weight) >> 6);
        }

        return left.Equals(right);
    }

    private void Check()
    {
        if (_steps < 0)
        {
            throw EvaluationErrors.OverBudget("step budget exceeded");
        }

        CheckToken();
        CheckMemory();
        _checkAt = Math.Max(0, _steps - Chunk);
    }

    private void CheckToken()
    {
        if (_cancellationToken.IsCancellationRequested)
        {
            throw new RegoEvaluationException(EvaluationErrors.Cancel, "caller cancelled query execution");
        }
    }

    private void CheckMemory()
    {
        var used = GC.GetAllocatedBytesForCurrentThread() - _startBytes;
        if (_announced > _memoryBudget - used)
        {
            throw EvaluationErrors.OverBudget("memory budget exceeded");
        }

        _announced = 0;
    }
}
