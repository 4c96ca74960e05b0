using System.Collections.Concurrent;

namespace Rego.Builtins;

/// <summary>A bounded cache of compiled patterns, which may come from inputs; it is cleared when it is full.</summary>
internal sealed class PatternCache<TKey, TPattern>(Func<TKey, TPattern> compile)
    where TKey : notnull
{
    private const int MaxCount = 512;

    private readonly ConcurrentDictionary<TKey, TPattern> _patterns = new();

    internal TPattern Get(TKey key)
    {
        if (_patterns.TryGetValue(key, out var known))
        {
            return known;
        }

        var pattern = compile(key);
        if (_patterns.Count >= MaxCount)
        {
            _patterns.Clear();
        }

        return _patterns[key] = pattern;
    }
}
