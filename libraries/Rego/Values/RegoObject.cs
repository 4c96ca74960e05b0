namespace Rego.Values;

/// <summary>An object: distinct keys with values.</summary>
public sealed class RegoObject : RegoValue
{
    internal static readonly RegoObject Empty = new(new KeyTable(0), []);

    private readonly KeyTable _table;
    private readonly RegoValue[] _values;
    private int _hash;
    private int _weight;

    private RegoObject(KeyTable table, RegoValue[] values)
    {
        _table = table;
        _values = values;
    }

    internal static RegoObject Of(KeyTable table, RegoValue[] values) => table.Count == 0 ? Empty : new RegoObject(table, values);

    /// <summary>The number of members.</summary>
    public int Count => _table.Count;

    /// <inheritdoc/>
    public override RegoKind Kind => RegoKind.Object;

    internal override int Breadth => 8 * Count;

    internal override int Weight =>
        _weight != 0 ? _weight : _weight = (int)Math.Min(int.MaxValue, (long)Weigh(Keys) + Weigh(Values));

    /// <summary>The keys in no particular order; <see cref="ValueAt"/> takes the index of one.</summary>
    internal ReadOnlySpan<RegoValue> Keys => _table.Keys;

    /// <summary>The values, in the order of <see cref="Keys"/>.</summary>
    internal ReadOnlySpan<RegoValue> Values => _values.AsSpan(0, Count);

    /// <summary>The indices of the keys in OPA's order.</summary>
    internal ReadOnlySpan<int> Sorted => _table.Sorted();

    internal RegoValue KeyAt(int index) => _table[index];

    internal RegoValue ValueAt(int index) => _values[index];

    /// <inheritdoc/>
    public override RegoValue? Get(RegoValue key)
    {
        var index = _table.Find(key);
        return index < 0 ? null : _values[index];
    }

    /// <summary>The members in OPA's order of their keys.</summary>
    public KeyValuePair<RegoValue, RegoValue>[] ToSortedArray()
    {
        var order = _table.Sorted();
        var members = new KeyValuePair<RegoValue, RegoValue>[order.Length];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new(_table[order[i]], _values[order[i]]);
        }

        return members;
    }

    private protected override int CompareSame(RegoValue other)
    {
        Depth.Check();
        // OPA compares the first keys, then their values, then the next keys.
        var left = ToSortedArray();
        var right = ((RegoObject)other).ToSortedArray();
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var order = Compare(left[i].Key, right[i].Key);
            if (order == 0)
            {
                order = Compare(left[i].Value, right[i].Value);
            }

            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <inheritdoc/>
    public override bool Equals(RegoValue? other) =>
        ReferenceEquals(this, other) || (other is RegoObject obj && obj.Count == Count && HasMembers(obj));

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = MembersHash() | 1;

    private bool HasMembers(RegoObject members)
    {
        Depth.Check();
        for (var i = 0; i < members.Count; i++)
        {
            if (Get(members.KeyAt(i)) is not { } value || !value.Equals(members.ValueAt(i)))
            {
                return false;
            }
        }

        return true;
    }

    private int MembersHash()
    {
        Depth.Check();
        var hash = Count * 17;
        for (var i = 0; i < Count; i++)
        {
            hash += HashCode.Combine(_table[i].GetHashCode(), _values[i].GetHashCode());
        }

        return hash;
    }

    /// <summary>Collects members. Used by one thread, and not after <see cref="Build"/>.</summary>
    internal sealed class Builder(int capacity = 0)
    {
        private readonly KeyTable _table = new(capacity);
        private RegoValue[] _values = capacity == 0 ? [] : new RegoValue[capacity];

        internal int Count => _table.Count;

        internal RegoValue? Get(RegoValue key)
        {
            var index = _table.Find(key);
            return index < 0 ? null : _values[index];
        }

        /// <summary>Adds or replaces a member.</summary>
        internal void Set(RegoValue key, RegoValue value)
        {
            var (index, added) = _table.Add(key);
            if (added && index >= _values.Length)
            {
                Array.Resize(ref _values, Math.Max(4, index * 2));
            }

            _values[index] = value;
        }

        /// <summary>Adds or replaces all members of an object.</summary>
        internal void SetAll(RegoObject obj)
        {
            for (var i = 0; i < obj.Count; i++)
            {
                Set(obj.KeyAt(i), obj.ValueAt(i));
            }
        }

        internal RegoObject Build() => Of(_table, _values);
    }
}
