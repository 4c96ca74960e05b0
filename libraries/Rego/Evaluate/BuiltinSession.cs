using Rego.Values;

namespace Rego.Evaluate;

/// <summary>What an evaluation and its children share besides their limits.</summary>
internal sealed class BuiltinSession
{
    private TimeProvider _time = TimeProvider.System;
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
            return _now ??= RegoNumber.Of((_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick);
        }
    }

    /// <summary>Begins another evaluation.</summary>
    internal void Reset(TimeProvider time)
    {
        (_time, _now, _remembered) = (time, null, null);
        Reads = 0;
    }

    /// <summary>Takes what has been read so far, so that what follows can be told apart from it.</summary>
    internal ulong TakeReads()
    {
        var reads = Reads;
        Reads = 0;
        return reads;
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
