namespace Ecommerce.OrderAgent.Tests.Checkouts.Exploration;

/// <summary>Gives each different value a small number, so that a million of their combinations fit into memory.</summary>
internal sealed class Interned<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _values = [];

    public T this[int number] => _values[number];

    public int NumberOf(T value)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            _numbers[value] = number = _values.Count;
            _values.Add(value);
        }

        return number;
    }
}
