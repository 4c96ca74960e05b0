namespace Rego.Values;

/// <summary>A set: distinct values.</summary>
public sealed class RegoSet : RegoValue
{
    internal static readonly RegoSet Empty = new(new KeyTable(0));

    private readonly KeyTable _table;
    private int _hash;
    private int _weight;

    private RegoSet(KeyTable table) => _table = table;

    /// <summary>The number of members.</summary>
    public int Count => _table.Count;

    /// <inheritdoc/>
    public override RegoKind Kind => RegoKind.Set;

    internal override int Breadth => 8 * Count;

    internal override int Weight => _weight != 0 ? _weight : _weight = Weigh(Unordered);

    /// <summary>The members in no particular order.</summary>
    internal ReadOnlySpan<RegoValue> Unordered => _table.Keys;

    /// <summary>Whether a value is a member.</summary>
    public bool Contains(RegoValue value) => _table.Find(value) >= 0;

    /// <inheritdoc/>
    public override RegoValue? Get(RegoValue key)
    {
        var index = _table.Find(key);
        return index < 0 ? null : _table[index];
    }

    /// <summary>The members in OPA's order.</summary>
    public RegoValue[] ToSortedArray()
    {
        var order = _table.Sorted();
        var items = new RegoValue[order.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = _table[order[i]];
        }

        return items;
    }

    private protected override int CompareSame(RegoValue other)
    {
        Depth.Check();
        return Compare(RegoArray.Of(ToSortedArray()), RegoArray.Of(((RegoSet)other).ToSortedArray()));
    }

    /// <inheritdoc/>
    public override bool Equals(RegoValue? other) =>
        ReferenceEquals(this, other) || (other is RegoSet set && set.Count == Count && _table.ContainsAll(set._table));

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = _table.KeysHash() | 1;

    /// <summary>Collects members. Used by one thread, and not after <see cref="Build"/>.</summary>
    internal sealed class Builder(int capacity = 0)
    {
        private readonly KeyTable _table = new(capacity);

        internal int Count => _table.Count;

        internal bool Add(RegoValue member) => _table.Add(member).Added;

        internal void AddAll(RegoSet set)
        {
            foreach (var member in set.Unordered)
            {
                Add(member);
            }
        }

        internal RegoSet Build() => _table.Count == 0 ? Empty : new RegoSet(_table);
    }
}
