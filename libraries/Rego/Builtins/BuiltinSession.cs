using Rego.Values;

namespace Rego.Builtins;

/// <summary>What stays the same for all calls of one evaluation.</summary>
internal sealed class BuiltinSession(RegoEvaluationOptions options)
{
    private const long NanosecondsPerTick = 100;

    private RegoValue? _now;
    private Dictionary<string, RegoValue>? _remembered;

    /// <summary>The time in nanoseconds since 1970, read once an evaluation.</summary>
    internal RegoValue Now =>
        _now ??= RegoNumber.Of((options.TimeProvider.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick);

    /// <summary>The first result for a key.</summary>
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
