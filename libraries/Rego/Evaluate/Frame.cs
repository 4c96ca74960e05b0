using Rego.Values;

namespace Rego.Evaluate;

/// <summary>The variables of one evaluation of a rule body and its nested bodies. On every path a slot is written before it is read,
/// so backtracking needs no undoing.</summary>
internal sealed class Frame(int slots, int collectors)
{
    internal RegoValue[] Slots { get; } = slots == 0 ? [] : new RegoValue[slots];

    /// <summary>The collections of the comprehensions in progress.</summary>
    internal object?[] Collectors { get; } = collectors == 0 ? [] : new object?[collectors];

    /// <summary>The rule's value so far.</summary>
    internal RegoValue? Result { get; set; }
}
