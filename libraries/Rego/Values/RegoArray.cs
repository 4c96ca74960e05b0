
namespace Rego.Values;

/// <summary>A sequence of values.</summary>
public sealed class RegoArray : RegoValue
{
    internal static readonly RegoArray Empty = new([]);

    private readonly RegoValue[] _items;
    private int _hash;
    private int _weight;

    private RegoArray(RegoValue[] items) => _items = items;

    /// <summary>The items, in order.</summary>
    public ReadOnlySpan<RegoValue> Items => _items;

    /// <inheritdoc/>
    public override RegoKind Kind => RegoKind.Array;

    /// <summary>Takes the array over; the caller must not change it afterwards.</summary>
    internal static RegoArray Of(RegoValue[] items) => items.Length == 0 ? Empty : new RegoArray(items);

    internal override int Breadth => 8 * _items.Length;

    internal override int Weight => _weight != 0 ? _weight : _weight = Weigh(_items);

    /// <inheritdoc/>
    public override RegoValue? Get(RegoValue key) =>
        key is RegoNumber number && number.TryInt64(out var index) && (ulong)index < (ulong)_items.Length ? _items[index] : null;

    private protected override int CompareSame(RegoValue other)
    {
        Depth.Check();
        var items = ((RegoArray)other)._items;
        for (var i = 0; i < _items.Length && i < items.Length; i++)
        {
            var order = Compare(_items[i], items[i]);
            if (order != 0)
            {
                return order;
            }
        }
        return _items.Length.CompareTo(items.Length);
    }

    /// <inheritdoc/>
    public override bool Equals(RegoValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }
        if (other is not RegoArray array || array._items.Length != _items.Length)
        {
            return false;
        }
        Depth.Check();
        for (var i = 0; i < _items.Length; i++)
        {
            if (!_items[i].Equals(array._items[i]))
            {
                return false;
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_hash != 0)
        {
            return _hash;
        }
        Depth.Check();
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item.GetHashCode());
        }
        return _hash = hash.ToHashCode() | 1;
    }
}
