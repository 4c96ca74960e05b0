using Rego.Values;

namespace Rego.Evaluate;

/// <summary>What all builtin calls of one evaluation share.</summary>
internal sealed class BuiltinSession(RegoEvaluationOptions options)
{
    private RegoValue? _now;
    private Dictionary<string, RegoValue>? _remembered;

    /// <summary>The time in nanoseconds since 1970, read once per evaluation.</summary>
    internal RegoValue Now =>
        _now ??= RegoNumber.Of((options.TimeProvider.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);

    /// <summary>The value first computed for a key.</summary>
    internal RegoValue Remember(string key, Func<RegoValue> compute)
    {
        _remembered ??= [];
        if (!_remembered.TryGetValue(key, out var value))
        {
            _remembered[key] = value = compute();
        }

        return value;
    }
}
