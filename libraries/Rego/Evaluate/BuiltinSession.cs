using Rego.Values;

namespace Rego.Evaluate;

/// <summary>What an evaluation and its children share besides their limits.</summary>
internal sealed class BuiltinSession(RegoEvaluationOptions options)
{
    private RegoValue? _now;
    private Dictionary<string, RegoValue>? _remembered;

    /// <summary>What has been read so far: bits of <see cref="InputMembers"/>.</summary>
    internal ulong Reads { get; private set; }

    /// <summary>The time in nanoseconds since 1970, read once per evaluation.</summary>
    internal RegoValue Now
    {
        get
        {
            Read(InputMembers.Everything);
            return _now ??= RegoNumber.Of(
                (options.TimeProvider.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
        }
    }

    /// <summary>Notes that an evaluation's value may depend on what these bits stand for.</summary>
    internal void Read(ulong bits) => Reads |= bits;

    /// <summary>The value first computed for a key; another evaluation computes another one.</summary>
    internal RegoValue Remember(string key, Func<RegoValue> compute)
    {
        Read(InputMembers.Everything);
        _remembered ??= [];
        if (!_remembered.TryGetValue(key, out var value))
        {
            _remembered[key] = value = compute();
        }

        return value;
    }
}
