
namespace Rego.Values;

/// <summary>An array: a sequence of values.</summary>
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

    /// <summary>Takes ownership of the array; the caller must not change it afterwards.</summary>
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
    public override bool Equals(RegoValue? other) =>
        ReferenceEquals(this, other) || (other is RegoArray array && array._items.Length == _items.Length && HasItems(array._items));

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = ItemsHash() | 1;

    private bool HasItems(RegoValue[] items)
    {
        Depth.Check();
        for (var i = 0; i < items.Length; i++)
        {
            if (!_items[i].Equals(items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private int ItemsHash()
    {
        Depth.Check();
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item.GetHashCode());
        }

        return hash.ToHashCode();
    }
}
