using Rego.Values;

namespace Rego.Evaluate;

/// <summary>
/// The variables of one evaluation of a rule body and its nested bodies. On every path a slot is written before it is read, so
/// backtracking needs no undoing. A frame serves one body after another.
/// </summary>
internal sealed class Frame
{
    internal RegoValue[] Slots { get; private set; } = [];

    /// <summary>The collections of the comprehensions in progress.</summary>
    internal object?[] Collectors { get; private set; } = [];

    /// <summary>The rule's value so far.</summary>
    internal RegoValue? Result { get; set; }

    /// <summary>The number of variables and collections that it has room for.</summary>
    internal int Size => Slots.Length + Collectors.Length;

    internal void Grow(Clause clause)
    {
        Slots = Slots.Length < clause.Slots ? new RegoValue[clause.Slots] : Slots;
        Collectors = Collectors.Length < clause.Collectors ? new object?[clause.Collectors] : Collectors;
    }

    /// <summary>Lets go of the values.</summary>
    internal void Clear(Clause clause)
    {
        Slots.AsSpan(0, clause.Slots).Clear();
        Collectors.AsSpan(0, clause.Collectors).Clear();
        Result = null;
    }
}
