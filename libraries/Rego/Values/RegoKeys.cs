namespace Rego.Values;

/// <summary>The names of objects that have the same members: hashed, and put in order, once for all of them.</summary>
public sealed class RegoKeys
{
    /// <summary>Creates it.</summary>
    /// <exception cref="ArgumentException">A name is given twice.</exception>
    public RegoKeys(IEnumerable<string> names)
    {
        Table = new KeyTable(0);
        foreach (var name in names)
        {
            if (!Table.Add(RegoString.Of(name)).Added)
            {
                throw new ArgumentException($"'{name}' is given twice.", nameof(names));
            }
        }
    }

    /// <summary>The number of names.</summary>
    public int Count => Table.Count;

    internal KeyTable Table { get; }
}
