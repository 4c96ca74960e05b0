using Rego.Values;

namespace Rego.Evaluate;

/// <summary>What one evaluation may still use, shared by all documents under <c>with</c>.</summary>
internal sealed class EvaluationLimits
{
    // How often the caller's token and the memory are looked at: a few hundredths of a millisecond.
    private const int Chunk = 1024;

    // Bytes that may be announced before the count of what has really been allocated is read.
    private const int Unread = 16 << 10;

    private readonly RegoEvaluationOptions _options;
    private readonly long _startBytes = GC.GetAllocatedBytesForCurrentThread();
    private long _steps;
    private long _checkAt;
    private long _announced;

    internal EvaluationLimits(RegoEvaluationOptions options)
    {
        _options = options;
        _steps = Math.Max(0, options.StepBudget);
        CheckToken();
        _checkAt = Math.Max(0, _steps - Chunk);
    }

    /// <summary>Counts one step; looks at the budgets every now and then.</summary>
    internal void Step()
    {
        if (--_steps < _checkAt)
        {
            Check();
        }
    }

    /// <summary>Counts work by its size, before it is done.</summary>
    internal void Step(long count)
    {
        if ((_steps -= count) < _checkAt)
        {
            Check();
        }
    }

    /// <summary>Refuses work that is about to allocate more than is left.</summary>
    /// <param name="bytes">The most that the work may allocate; small sums are added up.</param>
    internal void Reserve(long bytes)
    {
        if ((_announced += bytes) >= Unread)
        {
            CheckMemory();
        }
    }

    /// <summary>Counts going through so many members of collections, and a copy of them.</summary>
    internal void Members(long count)
    {
        Step(count >> 3);
        Reserve(count << 5);
    }

    /// <summary>Counts going through text, and a copy of it.</summary>
    /// <param name="length">Length in characters.</param>
    internal void Text(long length)
    {
        Step(length >> 6);
        Reserve(length << 2);
    }

    /// <summary>Equality that counts for the size of what it compares.</summary>
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
        if (_options.CancellationToken.IsCancellationRequested)
        {
            throw new RegoEvaluationException(EvaluationErrors.Cancel, "caller cancelled query execution");
        }
    }

    private void CheckMemory()
    {
        var used = GC.GetAllocatedBytesForCurrentThread() - _startBytes;
        if (_announced > _options.MemoryBudget - used)
        {
            throw EvaluationErrors.OverBudget("memory budget exceeded");
        }
        _announced = 0;
    }
}
