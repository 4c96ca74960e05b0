using Rego.Values;

namespace Rego.Evaluate;

/// <summary>
/// The results of functions with one parameter within an evaluation: rules often ask a function the same several times. Arguments are
/// compared by reference, which costs nothing and finds constants and parts of the input.
/// </summary>
internal sealed class CallMemory
{
    // Results of each function.
    private const int Ways = 2;

    private Entry[] _entries = [];

    /// <summary>Makes room for that many functions.</summary>
    internal void Fit(int functions)
    {
        if (_entries.Length < functions * Ways)
        {
            _entries = new Entry[functions * Ways];
        }
    }

    /// <summary>Whether the result is known; what it depends on counts as read again.</summary>
    internal bool TryGet(int function, RegoValue argument, BuiltinSession session, out RegoValue? value)
    {
        foreach (ref readonly var entry in _entries.AsSpan(function * Ways, Ways))
        {
            if (ReferenceEquals(entry.Argument, argument))
            {
                session.Read(entry.Reads);
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    internal void Keep(int function, RegoValue argument, RegoValue? value, ulong reads)
    {
        var ways = _entries.AsSpan(function * Ways, Ways);
        ways[ways[0].Argument is null ? 0 : 1] = new Entry(argument, value, reads);
    }

    internal void Clear() => Array.Clear(_entries);

    private readonly record struct Entry(RegoValue? Argument, RegoValue? Value, ulong Reads);
}
