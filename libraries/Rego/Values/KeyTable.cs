namespace Rego.Values;

/// <summary>
/// A hash table of the keys of an object or the members of a set, in the order in which they were added. It is filled by one
/// builder and never changes afterwards, so readers need no lock.
/// </summary>
internal sealed class KeyTable
{
    // With fewer keys, comparing hashes one by one is faster than a bucket index.
    private const int IndexFrom = 9;

    private RegoValue[] _keys;
    private int[] _hashes;
    private int[]? _buckets;
    private int[]? _next;
    private int[]? _sorted;

    internal KeyTable(int capacity)
    {
        _keys = capacity == 0 ? [] : new RegoValue[capacity];
        _hashes = capacity == 0 ? [] : new int[capacity];
    }

    internal int Count { get; private set; }

    internal RegoValue this[int index] => _keys[index];

    internal ReadOnlySpan<RegoValue> Keys => _keys.AsSpan(0, Count);

    /// <summary>The index of a key, or -1.</summary>
    internal int Find(RegoValue key) => Find(key, key.GetHashCode());

    /// <summary>Adds a key if it is new; returns its index, and whether it was added.</summary>
    internal (int Index, bool Added) Add(RegoValue key)
    {
        var hash = key.GetHashCode();
        var found = Find(key, hash);
        if (found >= 0)
        {
            return (found, false);
        }

        if (Count == _keys.Length)
        {
            var size = Math.Max(4, Count * 2);
            Array.Resize(ref _keys, size);
            Array.Resize(ref _hashes, size);
            _buckets = null;
        }

        _keys[Count] = key;
        _hashes[Count] = hash;
        Count++;
        if (_buckets is not null)
        {
            Link(Count - 1);
        }
        else if (Count >= IndexFrom)
        {
            Index();
        }

        return (Count - 1, true);
    }

    /// <summary>The indices of the keys in OPA's order.</summary>
    internal ReadOnlySpan<int> Sorted()
    {
        if (_sorted is { } known && known.Length == Count)
        {
            return known;
        }

        var order = new int[Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => RegoValue.Compare(_keys[a], _keys[b]));
        return _sorted = order;
    }

    /// <summary>Whether it has all keys of another table.</summary>
    internal bool ContainsAll(KeyTable other)
    {
        Depth.Check();
        for (var i = 0; i < other.Count; i++)
        {
            if (Find(other._keys[i], other._hashes[i]) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A hash of the keys, whatever their order.</summary>
    internal int KeysHash()
    {
        var sum = Count * 31;
        foreach (var hash in _hashes.AsSpan(0, Count))
        {
            sum += HashCode.Combine(7, hash);
        }

        return sum;
    }

    private int Find(RegoValue key, int hash)
    {
        var i = _buckets is null ? Count - 1 : _buckets[hash & (_buckets.Length - 1)] - 1;
        while (i >= 0 && (_hashes[i] != hash || !_keys[i].Equals(key)))
        {
            i = _buckets is null ? i - 1 : _next![i] - 1;
        }

        return i;
    }

    private void Index()
    {
        var size = 16;
        while (size < _keys.Length)
        {
            size *= 2;
        }

        _buckets = new int[size];
        _next = new int[_keys.Length];
        for (var i = 0; i < Count; i++)
        {
            Link(i);
        }
    }

    private void Link(int index)
    {
        ref var bucket = ref _buckets![_hashes[index] & (_buckets.Length - 1)];
        _next![index] = bucket;
        bucket = index + 1;
    }
}
